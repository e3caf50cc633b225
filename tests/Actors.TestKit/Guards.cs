using VideoDyn.Actors.Mailboxes;
using Xunit.Sdk;

namespace VideoDyn.Actors.TestKit;

/// <summary>What must hold at the end of a test.</summary>
public static class Guards
{
    /// <summary>Fails where an actor has not stopped.</summary>
    public static void AllFinished(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        IReadOnlyList<ActorInfo> left = system.Snapshot();
        if (left.Count > 0 || !system.Terminated.IsCompleted)
            throw new XunitException($"actors have not finished: {string.Join(", ", left.Select(info => $"{info.Path} ({info.State}, {info.Queued} queued)"))}");
    }

    /// <summary>Fails where a message was not handled.</summary>
    public static void NoDeadLetters(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        OnlyDrops(Enum.GetValues<DropCause>().ToDictionary(cause => cause, system.DeadLetters.CountOf), []);
    }

    internal static void OnlyDrops(Dictionary<DropCause, long> drops, HashSet<DropCause> expected)
    {
        string[] strangers = [.. drops.Where(drop => drop.Value > 0 && !expected.Contains(drop.Key)).Select(drop => $"{drop.Value} {drop.Key}")];
        if (strangers.Length > 0)
            throw new XunitException($"messages were lost: {string.Join(", ", strangers)}");
    }
}
