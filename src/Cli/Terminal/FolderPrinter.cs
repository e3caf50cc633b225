using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Branchy;
using VideoDyn.Inference.Networks;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Cli.Terminal;

/// <summary>Checks a folder that is a clip, sequence or focus model, and explains it.</summary>
internal static class FolderPrinter
{
    /// <summary>Prints one fact a line.</summary>
    /// <exception cref="VideoDynException">Kind Model: the folder is no such model, or something in it is wrong.</exception>
    public static void Print(TextWriter output, string folder)
    {
        if (File.Exists(Path.Combine(folder, "clip.yaml")))
        {
            using ClipNetworks networks = ClipNetworks.Open(folder);
            Print(output, networks);
        }
        else if (File.Exists(Path.Combine(folder, "sequence.yaml")))
        {
            using SequenceNetworks networks = SequenceNetworks.Open(folder);
            Print(output, networks);
        }
        else if (File.Exists(Path.Combine(folder, "branchy.yaml")))
        {
            using BranchyNetworks networks = BranchyNetworks.Open(folder);
            Print(output, networks);
        }
        else if (FocusModelReader.IsFocusModel(folder))
        {
            using FocusNetworks networks = FocusNetworks.Open(folder);
            Print(output, networks);
        }
        else
        {
            throw VideoDynException.Model($"'{folder}' is a folder without clip.yaml, sequence.yaml, focus.yaml or branchy.yaml; expected a video, an ONNX model, or the folder of a clip, sequence, focus or branchy model");
        }
    }

    private static void Print(TextWriter output, ClipNetworks networks)
    {
        ClipModel model = networks.Model;
        Fact(output, "clip model", model.Name);
        Fact(output, "clip", $"{model.Frames} frames, {model.FramesPerSecond:0.###} a second: {model.Length.TotalSeconds:0.###} s; one begins every {model.Stride / model.FramesPerSecond:0.###} s");
        Fact(output, "trigger", model.Trigger.ToString().ToLowerInvariant());
        Fact(output, "order", string.Join(' ', model.Order));
        Fact(output, "exit", Exit(model));
        Labels(output, model.Labels, model.Background);
        Input(output, networks.Backbone.Spec);
        Parts(output, networks.Parts);
        long step = networks.Backbone.Part.Macs + (model.Exit == ClipExit.Gate ? networks.Gate!.Part.Macs : model.Exit == ClipExit.Confidence ? networks.Classifier.Part.Macs : 0);
        Fact(output, "step", $"{step / 1e6:0.###} MMAC a frame looked at, {networks.Classifier.Part.Macs / 1e6:0.###} for the answer");
        Fact(output, "cost", $"{(networks.Backbone.Part.Macs + networks.Classifier.Part.Macs) / 1e6:0.###} MMAC a clip that the first frame answers, {((model.Frames * networks.Backbone.Part.Macs) + networks.Classifier.Part.Macs) / 1e6:0.###} without exits");
        Fact(output, "feature", $"{networks.Backbone.Length} numbers");
    }

    private static void Print(TextWriter output, SequenceNetworks networks)
    {
        SequenceModel model = networks.Model;
        Fact(output, "sequence", model.Name);
        Fact(output, "steps", $"{model.StepsPerSecond:0.###} a second, at most {model.MostSteps} from one look to the next");
        Fact(output, "update", Update(networks));
        Fact(output, "wake", model.Wake > 0 ? string.Create(CultureInfo.InvariantCulture, $"when {model.Wake:P0} of the picture has changed since the last look") : "never");
        Labels(output, model.Labels, model.Background);
        Input(output, networks.Features.Spec);
        Parts(output, networks.Parts);
        Fact(output, "step", $"{(networks.Features.Part.Macs + networks.Cell.Part.Macs) / 1e6:0.###} MMAC a look");
        Fact(output, "state", $"{networks.Units} units");
    }

    private static void Print(TextWriter output, BranchyNetworks networks)
    {
        BranchyModel model = networks.Model;
        Fact(output, "branchy", model.Name);
        Labels(output, model.Labels, []);
        Input(output, networks.Spec);
        Parts(output, networks.Parts);
        for (int stage = 0; stage < model.Stages.Count; stage++)
        {
            string when = model.Stages[stage].Threshold is { } threshold
                ? string.Create(CultureInfo.InvariantCulture, $"when the best score is at least {threshold:0.###}")
                : "always";
            Fact(output, $"exit {stage + 1}", $"{when}, after {networks.Macs[stage] / 1e6:0.###} MMAC");
        }
    }

    private static void Print(TextWriter output, FocusNetworks networks)
    {
        FocusModel model = networks.Model;
        Fact(output, "focus model", model.Name);
        Fact(output, "clip", $"{model.Frames} frames, {model.FramesPerSecond:0.###} a second: {model.Length.TotalSeconds:0.###} s");
        Fact(output, "order", string.Join(' ', model.Order));
        Fact(output, "exit", model.ExitsEarly ? $"when the best score is at least {string.Join(' ', model.Confidence.Select(threshold => threshold > 1 ? "-" : threshold.ToString("0.###", CultureInfo.InvariantCulture)))}" : "never: every frame is looked at");
        Labels(output, model.Labels, model.Background);
        Input(output, model.Glance);
        Fact(output, "patch", $"{model.Patch}x{model.Patch} of {model.Focus.Width}x{model.Focus.Height}, where {model.Patches.ToString().ToLowerInvariant()} says");
        Parts(output, networks.Parts);
        Fact(output, "batches", networks.Glance.TakesBatches && networks.Focus.TakesBatches && !model.ExitsEarly ? "all glances of a clip, and all patches" : "none: frame by frame");
        long step = networks.Parts.Sum(part => part.Macs);
        Fact(output, "cost", $"{step / 1e6:0.###} MMAC a frame, {model.Frames * step / 1e6:0.###} a clip that looks at all");
    }

    private static string Exit(ClipModel model) => model.Exit switch
    {
        ClipExit.Never => "never: every frame is looked at",
        ClipExit.Gate => string.Create(CultureInfo.InvariantCulture, $"{First(model)}when the gate gives at least {model.Thresholds.Gate:0.##}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First(model)}when the best score is at least {model.Thresholds.Confidence:0.###}"),
    };

    private static string First(ClipModel model) => model.Thresholds.First > 1
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"after the first frame when the best score is at least {model.Thresholds.First:0.###}, else ");

    private static string Update(SequenceNetworks networks) => networks.Model.Update switch
    {
        SequenceUpdate.Learned => "all units, when the network itself says so",
        SequenceUpdate.Always => "all units at every step",
        SequenceUpdate.Partial => $"the first {networks.Model.PartialUnits} units at every step, all {networks.Units} when choose.onnx gives at least {networks.Model.PartialThreshold.ToString("0.##", CultureInfo.InvariantCulture)}",
        _ => string.Join(", ", networks.Model.Groups.Select(group => $"{group.Units} units every {group.Period} steps")),
    };

    private static void Labels(TextWriter output, IReadOnlyList<string> labels, IReadOnlyList<string> background)
    {
        Fact(output, "labels", string.Join(", ", labels));
        if (background.Count > 0)
            Fact(output, "background", string.Join(", ", background));
    }

    private static void Input(TextWriter output, InputSpec spec) =>
        Fact(output, "picture", $"{spec.Width}x{spec.Height}, {spec.Color.ToString().ToLowerInvariant()}, {spec.Type.ToString().ToLowerInvariant()}");

    private static void Parts(TextWriter output, IReadOnlyList<NetworkPart> parts)
    {
        foreach (NetworkPart part in parts)
            Fact(output, Path.GetFileNameWithoutExtension(part.File), $"{string.Join(", ", part.Inputs)} -> {string.Join(", ", part.Outputs)}; {part.Macs / 1e6:0.###} MMAC, {part.Parameters / 1e6:0.###} M parameters, {part.FileBytes / 1e6:0.##} MB");
    }

    private static void Fact(TextWriter output, string name, FormattableString value) => InspectionPrinter.Fact(output, name, value);

    private static void Fact(TextWriter output, string name, string value) => InspectionPrinter.Fact(output, name, value);
}
