namespace VideoDyn.Inference.Heads;

/// <summary>A recognised head, ready to be made.</summary>
/// <param name="ClassCount">Classes that the model tells apart.</param>
/// <param name="Reason">What it was recognised by, for <c>inspect</c>.</param>
/// <param name="Create">Makes the head for this model and input size.</param>
public sealed record HeadMatch(int ClassCount, string Reason, Func<IDetectionHead> Create);
