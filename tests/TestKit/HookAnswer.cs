namespace VideoDyn.TestKit;

/// <summary>What a <see cref="HookServer"/> answers.</summary>
/// <param name="Status">Status code.</param>
/// <param name="RetryAfter">Header <c>Retry-After</c>; null for none.</param>
public sealed record HookAnswer(int Status, string? RetryAfter = null)
{
    /// <summary>It was taken.</summary>
    public static HookAnswer Ok { get; } = new(204);
}
