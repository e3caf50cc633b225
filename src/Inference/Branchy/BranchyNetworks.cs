using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Networks;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Branchy;

/// <summary>A classifier with early exits, its stages loaded and checked against each other. Used by one thread at a time.</summary>
public sealed class BranchyNetworks : IDisposable
{
    /// <summary>How far the card's multiply-accumulates may be from those of the graphs, as a share.</summary>
    private const double Tolerance = 0.05;

    private readonly BranchyStageRun[] _stages;

    private BranchyNetworks(BranchyModel model, InputSpec spec, BranchyStageRun[] stages)
    {
        (Model, Spec, _stages) = (model, spec, stages);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Parts.Select(part => part.Sha256)))));
        Macs = [.. Enumerable.Range(1, stages.Length).Select(count => stages.Take(count).Sum(stage => stage.Part.Macs))];
    }

    /// <summary>What <c>branchy.yaml</c> says.</summary>
    public BranchyModel Model { get; }

    /// <summary>How a crop goes in.</summary>
    public InputSpec Spec { get; }

    /// <summary>The ONNX files.</summary>
    public IReadOnlyList<NetworkPart> Parts => [.. _stages.Select(stage => stage.Part)];

    /// <summary>Multiply-accumulates of a crop that leaves at each stage.</summary>
    public IReadOnlyList<long> Macs { get; }

    /// <summary>SHA-256 over the hashes of the ONNX files, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The memory of the picture; write it before <see cref="Run"/>.</summary>
    public Span<byte> Picture => _stages[0].Input.Bytes;

    /// <summary>Opens a folder: reads and loads everything and checks it against each other.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static BranchyNetworks Open(string folder, int threads = 1)
    {
        FolderCard card = BranchyReader.Open(folder);
        BranchyModel model = BranchyReader.Read(card);
        // Nothing can be loaded by a card that does not say what.
        card.ThrowIfAny();
        var stages = new List<BranchyStageRun>();
        try
        {
            InputSpec? spec = null;
            foreach (BranchyStage stage in model.Stages)
            {
                string path = Path.Combine(folder, stage.File);
                (string, long[])? input = null;
                if (stages.Count == 0 && Input(path, model, card.Problems) is { } first)
                    (input, spec) = ((first.InputName, first.InputShape), first.Input);
                card.ThrowIfAny();
                BranchyStageRun? loaded = BranchyStageRun.Load(
                    path, input, stages.LastOrDefault(), stages.Count == model.Stages.Count - 1, model.Labels.Count, threads, card.Problems);
                card.ThrowIfAny();
                stages.Add(loaded!);
            }

            var networks = new BranchyNetworks(model, spec!, [.. stages]);
            networks.CheckMacs(card.Problems);
            card.ThrowIfAny();
            return networks;
        }
        catch
        {
            stages.ForEach(stage => stage.Dispose());
            throw;
        }
    }

    /// <summary>Classifies the picture, as far as it needs.</summary>
    /// <param name="logits">The answer's numbers, valid until the next run.</param>
    /// <returns>The stage at which the crop left, from 0.</returns>
    /// <exception cref="VideoDynException">Kind Model: a network failed.</exception>
    public int Run(out ReadOnlySpan<float> logits)
    {
        for (int stage = 0; ; stage++)
        {
            BranchyStageRun now = _stages[stage];
            now.Run();
            logits = now.Answer;
            if (stage == _stages.Length - 1 || Best(logits) >= Model.Stages[stage].Threshold)
                return stage;
            now.HandOver(_stages[stage + 1]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (BranchyStageRun stage in _stages)
            stage.Dispose();
    }

    /// <summary>Softmax of the greatest number.</summary>
    private static float Best(ReadOnlySpan<float> logits)
    {
        float most = logits[0], sum = 0;
        foreach (float value in logits)
            most = Math.Max(most, value);
        foreach (float value in logits)
            sum += MathF.Exp(value - most);
        return 1 / sum;
    }

    private static ModelProfile? Input(string path, BranchyModel model, CardProblems problems)
    {
        string file = Path.GetFileName(path);
        try
        {
            ModelFileChecks.Require(path);
            var choice = new CardChoice(new ModelCard { Source = "", Task = AnalysisTask.Embed, Input = model.Input }, "", false);
            ProfileOutcome outcome = ProfileResolver.Resolve(path, OnnxReader.Load(path), choice, null, null);
            foreach (string problem in outcome.Problems.All)
                problems.Add($"{file}: {problem}");
            return outcome.Profile;
        }
        catch (VideoDynException error)
        {
            problems.Add(FolderMessages.Of(file, error));
            return null;
        }
    }

    private void CheckMacs(CardProblems problems)
    {
        for (int stage = 0; stage < Macs.Count; stage++)
        {
            if (Model.Stages[stage].Macs is { } said && Math.Abs(said - Macs[stage]) > Tolerance * Macs[stage])
                problems.Add($"{BranchyReader.File}: key 'stages[{stage}].macs': found {said}, but the graphs need {Macs[stage]} up to there");
        }
    }
}
