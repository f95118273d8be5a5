"""What a team would plainly write, by Django's and Celery's own ways: what the design is measured against."""
