"""What both services share; knows neither."""
