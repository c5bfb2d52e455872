"""民主协商: what is put up for consultation, read and voiced on."""
