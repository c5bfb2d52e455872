"""绿色服务: which bin a thing belongs in, and how to dispose of it."""
