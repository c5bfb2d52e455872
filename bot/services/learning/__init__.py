"""网络学习资源: learning material, searched by subject, kind and words, a page at a time."""
