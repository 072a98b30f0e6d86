"""Which cards each consideration shows: functions of workings and words that give one card or several."""
