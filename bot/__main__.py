import gc

# Starting makes a million things that stay: the collector would look through them again and again, for a fifth of the
# time. Whoever serves sets what suits serving (`server`).
gc.set_threshold(200_000, 50, 100)

from bot.commands.main import main  # noqa: E402

main()
