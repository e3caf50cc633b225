using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Sequences;

/// <summary>Reads <c>sequence.yaml</c>.</summary>
internal static class SequenceModelReader
{
    /// <summary>Name of the YAML file.</summary>
    public const string File = "sequence.yaml";

    private const int MostUnits = 65_536;

    private static readonly (string Word, SequenceUpdate Value)[] s_updates =
    [
        ("learned", SequenceUpdate.Learned), ("always", SequenceUpdate.Always), ("partial", SequenceUpdate.Partial), ("clocked", SequenceUpdate.Clocked),
    ];

    /// <summary>Opens a folder.</summary>
    /// <exception cref="VideoDynException">Kind Model: it has no readable <c>sequence.yaml</c>.</exception>
    public static FolderCard Open(string folder) => FolderCard.Open(folder, File, "sequence model");

    /// <summary>Reads the keys; what is wrong stands in the card's problems.</summary>
    /// <param name="card">The file.</param>
    /// <param name="isExplicit">Whether it says when the state is renewed; else the graph decides.</param>
    public static SequenceModel Read(FolderCard card, out bool isExplicit)
    {
        CardSection keys = card.Keys;
        float? fps = keys.Number("fps", 0.01f, 240);
        int? most = keys.Whole("n_max", 1, 1000);
        if (fps is null && keys.LineOf("fps") == 0)
            card.Wrong("fps", "is missing; write e.g. 'fps: 10'");
        if (most is null && keys.LineOf("n_max") == 0)
            card.Wrong("n_max", "is missing; write e.g. 'n_max: 8'");
        IReadOnlyList<string> labels = card.Labels();
        float? report = null;
        if (keys.Section("thresholds") is { } thresholds)
        {
            report = thresholds.Number("report", 0, 1);
            thresholds.Finish();
        }

        var model = new SequenceModel
        {
            Folder = card.Folder,
            StepsPerSecond = fps ?? 1,
            MostSteps = most ?? 1,
            Labels = labels,
            Background = ActionLabels.Background(card, labels),
            Report = report ?? 0.5f,
            Hold = keys.Whole("hold", 1, 100) ?? 1,
            Wake = keys.Number("wake", 0, 1) ?? 0.15f,
            Update = SequenceUpdate.Learned,
            Input = card.Input(),
        };
        isExplicit = false;
        if (keys.Section("update") is { } update)
        {
            SequenceUpdate? mode = update.Choice("mode", s_updates);
            isExplicit = mode is not null;
            model = Update(card, update, model with { Update = mode ?? SequenceUpdate.Learned });
            update.Finish();
        }

        card.FinishKeys();
        return model;
    }

    private static SequenceModel Update(FolderCard card, CardSection update, SequenceModel model)
    {
        int? units = update.Whole("units", 1, MostUnits);
        float? threshold = update.Number("threshold", 0, 1);
        IReadOnlyList<IReadOnlyList<float>>? lists = update.PairLists("groups");
        if (model.Update == SequenceUpdate.Partial && units is null && update.LineOf("units") == 0)
            card.Wrong("update.units", "is missing; write the number of units that are always renewed, e.g. 'units: 16'");
        if (model.Update == SequenceUpdate.Clocked && lists is null && update.LineOf("groups") == 0)
            card.Wrong("update.groups", "is missing; write units and period of each group, e.g. 'groups: [[16, 1], [32, 4]]'");
        return model with
        {
            PartialUnits = units ?? 0,
            PartialThreshold = threshold ?? model.PartialThreshold,
            Groups = lists is null ? [] : Groups(card, lists),
        };
    }

    private static UnitGroup[] Groups(FolderCard card, IReadOnlyList<IReadOnlyList<float>> lists)
    {
        UnitGroup[] groups = [.. lists.Where(list => list.Count == 2).Select(list => new UnitGroup((int)list[0], (int)list[1]))];
        bool areWhole = groups.Length == lists.Count && lists.All(list => list.All(number => number == MathF.Truncate(number) && number is >= 1 and <= MostUnits));
        bool rise = groups.Zip(groups.Skip(1)).All(pair => pair.First.Period < pair.Second.Period && pair.Second.Period % pair.First.Period == 0);
        if (!areWhole || !rise)
            card.Wrong("update.groups", "expected [units, period in steps] for each group, whole numbers, by rising period, each period a multiple of the one before");
        return groups;
    }
}
