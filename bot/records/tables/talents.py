"""The talent bank: who lends a skill, who asks for help, and who was matched."""
