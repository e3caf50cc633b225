"""What the training programs share: the sample world as arrays, checkpoints, schedules and the export to ONNX."""
