using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Networks;

namespace VideoDyn.Temporal.Clips;

/// <summary>A clip model with its networks loaded and checked against each other. Used by one thread at a time.</summary>
public sealed class ClipNetworks : IDisposable
{
    private ClipNetworks(ClipModel model, PictureNetwork backbone, VectorNetwork classifier, VectorNetwork? gate)
    {
        Model = model;
        Backbone = backbone;
        Classifier = classifier;
        Gate = gate;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Parts.Select(part => part.Sha256)))));
    }

    /// <summary>What <c>clip.yaml</c> says.</summary>
    public ClipModel Model { get; }

    /// <summary>Picture to feature.</summary>
    public PictureNetwork Backbone { get; }

    /// <summary>Maximum of the features to a number per label.</summary>
    public VectorNetwork Classifier { get; }

    /// <summary>Whether the answer stands; null for models that exit by score.</summary>
    public VectorNetwork? Gate { get; }

    /// <summary>The ONNX files.</summary>
    public IReadOnlyList<NetworkPart> Parts => Gate is null ? [Backbone.Part, Classifier.Part] : [Backbone.Part, Classifier.Part, Gate.Part];

    /// <summary>SHA-256 over the hashes of the ONNX files, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Opens a folder: reads and loads everything and checks it against each other.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static ClipNetworks Open(string folder, int threads = 1)
    {
        FolderCard card = ClipModelReader.Open(folder);
        ClipModel model = ClipModelReader.Read(card);
        string Path(string file) => System.IO.Path.Combine(folder, file);
        PictureNetwork? backbone = PictureNetwork.Load(Path("backbone.onnx"), model.Input, threads, card.Problems);
        int? length = backbone?.Length;
        VectorNetwork? classifier = VectorNetwork.Load(
            Path("classifier.onnx"), [new("z", length)], [new("logits", model.Labels.Count > 0 ? model.Labels.Count : null)], takesStep: true, threads, card.Problems);
        VectorNetwork? gate = model.Exit == ClipExit.Gate
            ? VectorNetwork.Load(Path(ClipModelReader.GateFile), [new("z_new", length), new("z_prev", length)], [new("p_exit", 1)], takesStep: true, threads, card.Problems)
            : null;
        try
        {
            if (classifier is not null)
                CheckSteps(card, "classifier.onnx", classifier, 0, model.Frames - 1, model.Frames, exact: true);
            if (gate is not null)
                CheckSteps(card, ClipModelReader.GateFile, gate, 1, model.Frames - 2, model.Frames, exact: false);
            card.ThrowIfAny();
            return new ClipNetworks(model, backbone!, classifier!, gate);
        }
        catch
        {
            gate?.Dispose();
            classifier?.Dispose();
            backbone?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Gate?.Dispose();
        Classifier.Dispose();
        Backbone.Dispose();
    }

    // Weights for other steps than the model has mean that files of two models were mixed up.
    private static void CheckSteps(FolderCard card, string file, VectorNetwork network, int first, int last, int frames, bool exact)
    {
        if (exact && network.Steps is { } steps && steps != frames)
        {
            card.Problems.Add($"{file}: has weights for {steps} steps, but {ClipModelReader.File} says frames: {frames}");
            return;
        }

        for (int step = first; network.TakesStep && step <= last; step++)
        {
            try
            {
                network.Run(step);
            }
            catch (VideoDynException error)
            {
                card.Problems.Add($"{file}: fails at step {step}, but {ClipModelReader.File} says frames: {frames} ({error.Message})");
                return;
            }
        }
    }
}
