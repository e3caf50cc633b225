using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;

namespace VideoDyn.Inference.Branchy;

/// <summary>Reads <c>branchy.yaml</c>.</summary>
internal static class BranchyReader
{
    /// <summary>Name of the YAML file.</summary>
    public const string File = "branchy.yaml";

    /// <summary>Opens a folder.</summary>
    /// <exception cref="VideoDynException">Kind Model: it has no readable <c>branchy.yaml</c>.</exception>
    public static FolderCard Open(string folder) => FolderCard.Open(folder, File, "branchy classifier");

    /// <summary>Reads the keys; what is wrong stands in the card's problems.</summary>
    public static BranchyModel Read(FolderCard card)
    {
        var model = new BranchyModel
        {
            Folder = card.Folder,
            Stages = Stages(card),
            Labels = card.Labels(),
            Confidence = card.Keys.Number("confidence", 0, 1) ?? 0,
            Input = card.Input(),
        };
        card.FinishKeys();
        return model;
    }

    private static List<BranchyStage> Stages(FolderCard card)
    {
        IReadOnlyList<CardSection> sections = card.Keys.Sections("stages") ?? [];
        if (sections.Count is 0 or > BranchyModel.MostStages)
            card.Wrong("stages", $"found {sections.Count} stages, expected 1 to {BranchyModel.MostStages}, each with file and all but the last with threshold");
        var stages = new List<BranchyStage>();
        foreach (CardSection section in sections)
        {
            bool isLast = stages.Count == sections.Count - 1;
            string place = $"stages[{stages.Count}]";
            string? file = section.Text("file");
            float? threshold = section.Number("threshold", 0, 1.01f);
            int? macs = section.Whole("macs", 1, int.MaxValue);
            section.Finish();
            if (file is null && section.LineOf("file") == 0)
                card.Wrong($"{place}.file", "is missing; write e.g. 'file: stage1.onnx'");
            if (threshold is null && !isLast && section.LineOf("threshold") == 0)
                card.Wrong($"{place}.threshold", "is missing; every stage but the last needs one, e.g. 'threshold: 0.9'");
            if (isLast && section.LineOf("threshold") > 0)
                card.Wrong($"{place}.threshold", "the last stage has no exit to choose; leave it out");
            stages.Add(new BranchyStage(file ?? "", threshold, macs));
        }

        return stages;
    }
}
