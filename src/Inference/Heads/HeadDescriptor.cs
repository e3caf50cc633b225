namespace VideoDyn.Inference.Heads;

/// <summary>One registered family of detector outputs.</summary>
/// <param name="Name">Name in cards, lower case.</param>
/// <param name="Expects">The outputs it reads, for messages.</param>
/// <param name="InputMultiple">Input sizes must be multiples of this, the largest stride.</param>
/// <param name="Recognize">Answers whether a model has this head; null when not.</param>
public sealed record HeadDescriptor(string Name, string Expects, int InputMultiple, Func<HeadQuestion, HeadMatch?> Recognize);
