"""网络学习资源: looked for by subject, kind and words; a page at a time, then one thing's card."""
