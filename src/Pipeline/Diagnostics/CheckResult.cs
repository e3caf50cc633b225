namespace VideoDyn.Pipeline.Diagnostics;

/// <summary>The outcome of one check of the machine.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Passed">Whether it is as needed.</param>
/// <param name="Detail">What was found, or what is wrong and how to mend it.</param>
public sealed record CheckResult(string Name, bool Passed, string Detail);
