namespace VideoDyn.Evaluation.Tracking;

/// <summary>All tracking scores of one comparison.</summary>
/// <param name="Clear">MOTA and its counts: dominated by detection.</param>
/// <param name="Identity">IDF1: who is followed for how long.</param>
/// <param name="Hota">Detection and association in balance.</param>
/// <param name="Frames">Frames compared.</param>
public sealed record TrackingScores(ClearMotScores Clear, IdentityScores Identity, HotaScores Hota, long Frames);
