namespace VideoDyn.Inference.Sessions;

/// <summary>How ONNX Runtime runs a model.</summary>
public sealed record OnnxSessionSettings
{
    /// <summary>
    /// Threads inside one operator, at least 1. Default 1: several streams on one machine share its cores better as
    /// independent sessions of one thread than as sessions that each claim every core.
    /// </summary>
    public int Threads { get; init; } = 1;
}
