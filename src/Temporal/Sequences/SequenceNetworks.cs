using System.Security.Cryptography;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Networks;

namespace VideoDyn.Temporal.Sequences;

/// <summary>A sequence model with its networks loaded and checked against each other. Used by one thread at a time.</summary>
public sealed class SequenceNetworks : IDisposable
{
    private const string CellFile = "cell.onnx";
    private const string ChooseFile = "choose.onnx";
    private readonly Dictionary<int, VectorNetwork> _prefixes = [];

    private SequenceNetworks(SequenceModel model, PictureNetwork features, VectorNetwork cell, VectorNetwork? choose, Dictionary<int, VectorNetwork> prefixes)
    {
        Model = model;
        Features = features;
        Cell = cell;
        Choose = choose;
        _prefixes = prefixes;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(Parts.Select(part => part.Sha256)))));
    }

    /// <summary>What <c>sequence.yaml</c> says.</summary>
    public SequenceModel Model { get; }

    /// <summary>Picture to vector.</summary>
    public PictureNetwork Features { get; }

    /// <summary>One step of the recurrent network.</summary>
    public VectorNetwork Cell { get; }

    /// <summary>Whether all of the state is renewed; null where nothing asks.</summary>
    public VectorNetwork? Choose { get; }

    /// <summary>Numbers of the state.</summary>
    public int Units => Cell.Input(1).Length;

    /// <summary>The ONNX files.</summary>
    public IReadOnlyList<NetworkPart> Parts =>
    [
        Features.Part, Cell.Part, .. Choose is null ? [] : new[] { Choose.Part },
        .. _prefixes.OrderBy(prefix => prefix.Key).Select(prefix => prefix.Value.Part),
    ];

    /// <summary>SHA-256 over the hashes of the ONNX files, hexadecimal.</summary>
    public string Sha256 { get; }

    /// <summary>The cell that computes only the first units; null where the whole cell does it.</summary>
    public VectorNetwork? Prefix(int units) => _prefixes.GetValueOrDefault(units);

    /// <summary>Opens a folder: reads and loads everything and checks it against each other.</summary>
    /// <param name="folder">Path of the folder.</param>
    /// <param name="threads">Threads for inference, at least 1.</param>
    /// <exception cref="VideoDynException">Kind Model, with everything that is wrong.</exception>
    public static SequenceNetworks Open(string folder, int threads = 1)
    {
        FolderCard card = SequenceModelReader.Open(folder);
        SequenceModel model = SequenceModelReader.Read(card, out bool isExplicit);
        PictureNetwork? features = PictureNetwork.Load(Path.Combine(folder, "features.onnx"), model.Input, threads, card.Problems);
        VectorPort x = new("x", features?.Length), logits = new("logits", model.Labels.Count > 0 ? model.Labels.Count : null);
        bool needsIncrement = isExplicit && model.Update == SequenceUpdate.Learned;
        VectorNetwork? cell = VectorNetwork.Load(
            Path.Combine(folder, CellFile), [x, new("h", null)], [new("h_new", null), new("p", 1, IsOptional: !needsIncrement), logits], takesStep: false, threads, card.Problems);
        if (cell is not null && !isExplicit && !cell.HasOutput(1))
            model = model with { Update = SequenceUpdate.Always };
        int? units = cell?.Input(1).Length;
        VectorNetwork? choose = model.Update == SequenceUpdate.Partial
            ? VectorNetwork.Load(Path.Combine(folder, ChooseFile), [x, new("h", units)], [new("p_read", 1)], takesStep: false, threads, card.Problems)
            : null;
        var prefixes = new Dictionary<int, VectorNetwork>();
        try
        {
            if (units is { } all)
            {
                CheckUnits(card, model, cell!, all);
                foreach (int first in Prefixes(model).Where(first => first < all && File.Exists(Path.Combine(folder, PrefixFile(first)))))
                {
                    if (VectorNetwork.Load(Path.Combine(folder, PrefixFile(first)), [x, new("h", all)], [new("h_new", first), new("p", 1, IsOptional: true), logits], takesStep: false, threads, card.Problems) is { } prefix)
                        prefixes.Add(first, prefix);
                }
            }

            card.ThrowIfAny();
            return new SequenceNetworks(model, features!, cell!, choose, prefixes);
        }
        catch
        {
            foreach (VectorNetwork prefix in prefixes.Values)
                prefix.Dispose();
            choose?.Dispose();
            cell?.Dispose();
            features?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (VectorNetwork prefix in _prefixes.Values)
            prefix.Dispose();
        Choose?.Dispose();
        Cell.Dispose();
        Features.Dispose();
    }

    private static string PrefixFile(int units) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cell-{units}.onnx");

    // The numbers of first units that may be renewed without the rest.
    private static IEnumerable<int> Prefixes(SequenceModel model)
    {
        if (model.Update == SequenceUpdate.Partial)
            yield return model.PartialUnits;
        if (model.Update != SequenceUpdate.Clocked)
            yield break;
        int sum = 0;
        foreach (UnitGroup group in model.Groups)
            yield return sum += group.Units;
    }

    private static void CheckUnits(FolderCard card, SequenceModel model, VectorNetwork cell, int units)
    {
        if (cell.Output(0).Length != units)
            card.Problems.Add($"{CellFile}: input 'h' has {units} units, output 'h_new' has {cell.Output(0).Length}, expected as many");
        if (model.Update == SequenceUpdate.Partial && model.PartialUnits >= units)
            card.Problems.Add($"{SequenceModelReader.File}: key 'update.units': found {model.PartialUnits}, expected fewer than the {units} units of {CellFile}");
        if (model.Update == SequenceUpdate.Clocked && model.Groups.Sum(group => group.Units) is var sum && sum != units)
            card.Problems.Add($"{SequenceModelReader.File}: key 'update.groups': the groups have {sum} units, {CellFile} has {units}");
    }
}
