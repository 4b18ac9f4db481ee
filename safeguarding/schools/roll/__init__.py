"""The roll: how a file of pupils or staff is read, checked and compared. Pure rules, no database."""
