namespace VideoDyn.Evaluation.Agreement;

/// <summary>What one segment of stream time contributed, moving classes only.</summary>
/// <param name="Index">Stream time divided by the segment length, rounded down.</param>
/// <param name="Frames">Frames that fell into it.</param>
/// <param name="Moving">Their counts.</param>
public readonly record struct AgreementSegment(long Index, int Frames, AgreementCounts Moving);
