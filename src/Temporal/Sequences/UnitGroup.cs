namespace VideoDyn.Temporal.Sequences;

/// <summary>Units of the state that are renewed together.</summary>
/// <param name="Units">How many.</param>
/// <param name="Period">Steps from one renewal to the next.</param>
public readonly record struct UnitGroup(int Units, int Period);
