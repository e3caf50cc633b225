namespace VideoDyn.TestKit;

/// <summary>A test that mounts a small file system; skipped, with the reason, where this process may not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SmallFileSystemFactAttribute : FactAttribute
{
    /// <summary>Finds out whether it may.</summary>
    public SmallFileSystemFactAttribute()
    {
        if (SmallFileSystem.Obstacle is { } obstacle)
            Skip = $"needs to mount a small file system: {obstacle}";
    }
}
