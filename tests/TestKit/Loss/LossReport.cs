namespace VideoDyn.TestKit.Loss;

/// <summary>Events emitted against events received.</summary>
/// <param name="Kills">How often the command was killed.</param>
/// <param name="Emitted">Different events that any of the runs wrote to its own <c>events.jsonl</c>.</param>
/// <param name="Received">Different events that arrived.</param>
/// <param name="Duplicates">Arrivals of events that had arrived before; each is told by its identity.</param>
/// <param name="Lost">Events that were emitted and did not arrive.</param>
/// <param name="Unknown">Events that arrived and that no run wrote.</param>
public sealed record LossReport(int Kills, int Emitted, int Received, int Duplicates, IReadOnlyList<string> Lost, IReadOnlyList<string> Unknown)
{
    /// <summary>Counts.</summary>
    public static LossReport Of(int kills, IReadOnlyCollection<string> emitted, IReadOnlyList<string> received)
    {
        HashSet<string> sent = [.. emitted], arrived = [.. received];
        return new LossReport(
            kills, sent.Count, arrived.Count, received.Count - arrived.Count,
            [.. sent.Where(id => !arrived.Contains(id))], [.. arrived.Where(id => !sent.Contains(id))]);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Kills} kills: {Emitted} emitted, {Received} received, {Duplicates} duplicates, {Lost.Count} lost, {Unknown.Count} unknown";
}
