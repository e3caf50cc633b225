using System.Security.Cryptography;
using System.Text;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Networks;

namespace VideoDyn.Temporal.Focus;

/// <summary>A focus model with its networks loaded and checked against each other. Used by one thread at a time.</summary>
public sealed class FocusNetworks : IDisposable
{
    private FocusNetworks(FocusModel model, TensorNetwork glance, TensorNetwork policy, TensorNetwork focus, TensorNetwork classifier)
    {
        (Model, Glance, Policy, Focus, Classifier) = (model, glance, policy, focus, classifier);
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Parts.Select(part => part.Sha256)))));
    }

    /// <summary>What <c>focus.yaml</c> says.</summary>
    public FocusModel Model { get; }

    /// <summary>Small picture to map and feature.</summary>
    public TensorNetwork Glance { get; }

    /// <summary>Map and state to corner and state.</summary>
    public TensorNetwork Policy { get; }

    /// <summary>Patch to feature.</summary>
    public TensorNetwork Focus { get; }

    /// <summary>Both features and state to state and logits.</summary>
    public TensorNetwork Classifier { get; }

    /// <summary>The ONNX files.</summary>
    public IReadOnlyList<NetworkPart> Parts => [Glance.Part, Policy.Part, Focus.Part, Classifier.Part];

    /// <summary>SHA-256 over the hashes of the ONNX files, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>Opens a folder: reads and loads everything and checks it against each other.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static FocusNetworks Open(string folder, int threads = 1)
    {
        FolderCard card = FocusModelReader.Open(folder);
        FocusModel model = FocusModelReader.Read(card);
        // Sizes that are wrong in the YAML file would make every network look wrong.
        card.ThrowIfAny();
        var loaded = new List<TensorNetwork>();
        TensorNetwork? Load(string file, TensorPort[] inputs, TensorPort[] outputs, bool takesStep = false)
        {
            TensorNetwork? network = TensorNetwork.Load(Path.Combine(folder, file), inputs, outputs, takesStep, threads, card.Problems);
            if (network is not null)
                loaded.Add(network);
            return network;
        }

        try
        {
            TensorNetwork? glance = Load(
                "glance.onnx", [new("image", [1, 3, model.Glance.Height, model.Glance.Width])], [new("map", [1, -1, -1, -1]), new("feature", [1, -1])]);
            TensorNetwork? focus = Load("focus.onnx", [new("patch", [1, 3, model.Patch, model.Patch])], [new("feature", [1, -1])]);
            TensorNetwork? policy = Load("policy.onnx", [new("map", glance?.One.OutputShape(0).ToArray()), new("h", null)], [new("corner", [1, 2]), new("h_new", [1, -1])]);
            TensorNetwork? classifier = Load(
                "classifier.onnx", [new("glance", glance?.One.OutputShape(1).ToArray()), new("focus", focus?.One.OutputShape(0).ToArray()), new("z", null)],
                [new("z_new", [1, -1]), new("logits", [1, model.Labels.Count])], takesStep: true);
            CheckState(card, policy, "policy.onnx", 1, "h");
            CheckState(card, classifier, "classifier.onnx", 2, "z");
            card.ThrowIfAny();
            return new FocusNetworks(model, glance!, policy!, focus!, classifier!);
        }
        catch
        {
            foreach (TensorNetwork network in loaded)
                network.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Glance.Dispose();
        Policy.Dispose();
        Focus.Dispose();
        Classifier.Dispose();
    }

    private static void CheckState(FolderCard card, TensorNetwork? network, string file, int input, string name)
    {
        int output = name == "h" ? 1 : 0;
        if (network is not null && network.One.Input(input).Length != network.One.Output(output).Length)
            card.Problems.Add($"{file}: input '{name}' has {network.One.Input(input).Length} numbers, output '{name}_new' {network.One.Output(output).Length}; expected as many");
    }
}
