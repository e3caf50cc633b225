namespace VideoDyn.TestKit;

/// <summary>A fact that needs files of the shared data folder; skipped with the reason when they are missing.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Names the files, relative to the data folder.</summary>
    public SharedDataFactAttribute(params string[] needs) => Skip = SharedData.SkipReason(needs);
}

/// <summary>A theory that needs files of the shared data folder; skipped with the reason when they are missing.</summary>
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the files, relative to the data folder.</summary>
    public SharedDataTheoryAttribute(params string[] needs) => Skip = SharedData.SkipReason(needs);
}
