namespace VideoDyn.Inference.Onnx.Shapes;

/// <summary>A rule cannot tell the shape; the message says why. Never leaves shape inference.</summary>
internal sealed class ShapeUnknownException(string reason) : Exception(reason);
