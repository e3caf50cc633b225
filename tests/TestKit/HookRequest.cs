namespace VideoDyn.TestKit;

/// <summary>A request that a <see cref="HookServer"/> got.</summary>
/// <param name="Number">Its position among all, from 0.</param>
/// <param name="Path">Path of the address.</param>
/// <param name="Headers">Headers by name, without regard to case.</param>
/// <param name="Body">The body.</param>
public sealed record HookRequest(int Number, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
