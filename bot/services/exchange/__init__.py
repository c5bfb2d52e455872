"""1+1 绿色交换: when and how, and what waste is worth."""
