namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Bytes that are no valid model. Never leaves the reader, which names the file.</summary>
internal sealed class OnnxFormatException(string message) : Exception(message);
