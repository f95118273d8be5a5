"""The frame of every page: navigation, start page, error pages, health, middleware, template tags."""
