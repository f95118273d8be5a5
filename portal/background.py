"""What runs beside the web: the broker, the beat table, the shared cache; settings takes all of it."""

from portal import env

REDIS_URL = env.text(
    "REDIS_URL",
    "the shared cache on Redis: redis://host:6379/0 (empty: on PostgreSQL)",
    default="",
)
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "portal.pgcache.PgCache", "LOCATION": "cache_entry"}
}
