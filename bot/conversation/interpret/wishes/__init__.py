"""Which wish or question a message holds, where its words tell it beyond doubt."""
