"""What runs beside the web: the broker, the worker's limits, beat, the shared cache; settings takes all of it."""

from portal import env

# --- Broker: messages are nudges, delivered at most once; what is to be done stands in rows ---
CELERY_BROKER_URL = (
    env.text(
        "CELERY_BROKER_URL",
        "broker of background work: redis://host:6379/1 or amqp://user:password@host// (empty: PostgreSQL)",
        default="",
    )
    or "pgnotify://postgresql"
)
BROKER_DATABASE_URL = env.text(
    "BROKER_DATABASE_URL",
    "the database past any pooler, in the process's login, for messages and locks of jobs (empty: DATABASE_URL)",
    default="",
)
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a broker may be away for as long as it is
CELERY_BROKER_CONNECTION_TIMEOUT = 3
CELERY_BROKER_POOL_LIMIT = 2  # connections a process keeps for sending
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 3, "socket_keepalive": True}

# --- Messages ---
CELERY_TASK_DEFAULT_QUEUE = "background"
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # no result backend: how a job ended stands in its row

# --- Worker ---
# Acknowledged when taken: a task that killed its worker is not handed to the next one; the sweep tries it again later.
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.number(
    "WORKER_PROCESSES",
    "processes of a worker, each with a database connection",
    default=2,
    at_least=1,
)
# Processes, not threads: a limit can end them, and what a large load took goes back to the system.
CELERY_WORKER_POOL = "prefork"
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_TASK_SOFT_TIME_LIMIT = 600  # seconds; a job that needs longer says so
CELERY_TASK_TIME_LIMIT = 660
# Ends what would be handed out again, which is nothing here; unset, each lost connection is a warning about it.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False  # nobody commands a worker by message
CELERY_WORKER_SEND_TASK_EVENTS = False

# --- Beat: nothing of it is kept, jobs' rows say what is due ---
CELERY_BEAT_SCHEDULER = "portal.jobs.beating:Scheduler"
CELERY_BEAT_MAX_LOOP_INTERVAL = 15
CELERY_BEAT_ENABLE_REMOTE_CONTROL = False

# --- Shared cache ---
REDIS_URL = env.text(
    "REDIS_URL",
    "the shared cache on Redis: redis://host:6379/0 (empty: on PostgreSQL)",
    default="",
)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {
            "serializer": "portal.jsonvalues.Serializer",
            "socket_connect_timeout": 3,
            "socket_timeout": 3,
        },
    }
    if REDIS_URL
    else {"BACKEND": "portal.pgcache.PgCache", "LOCATION": "cache_entry"}
}

# --- Pick-up of extracts ---
EXTRACT_DIR = env.folder(
    "EXTRACT_DIR",
    "folder where extract files come, seen by the worker; a file is loaded when it has stood still for a minute, "
    "then moved to loaded/ or refused/ with its report (empty: none is picked up)",
)
