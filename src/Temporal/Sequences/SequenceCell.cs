using VideoDyn.Core.Errors;
using VideoDyn.Inference.Networks;
using VideoDyn.Temporal.Actions;

namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// Renews the state of a sequence: all of it, its first units, or the groups whose turn it is. Which units are renewed at
/// a step is always a first part of the state, so all ways are one.
/// </summary>
internal sealed class SequenceCell(SequenceNetworks networks)
{
    private readonly float[] _scores = new float[networks.Model.Labels.Count];

    /// <summary>The best class after the last update.</summary>
    public int ClassId { get; private set; }

    /// <summary>Its score, 0..1.</summary>
    public float Score { get; private set; }

    /// <summary>Scores of all classes.</summary>
    public ReadOnlySpan<float> Scores => _scores;

    /// <summary>Increment after the last update; 1 where the model has none.</summary>
    public float Increment { get; private set; } = 1;

    /// <summary>Units that a schedule renews at a step; 0 for none, so that nothing needs to be looked at.</summary>
    public int UnitsDue(long step)
    {
        SequenceModel model = networks.Model;
        if (model.Update != SequenceUpdate.Clocked)
            return networks.Units;
        int due = 0;
        foreach (UnitGroup group in model.Groups)
        {
            if (step % group.Period != 0)
                break;
            due += group.Units;
        }

        return due;
    }

    /// <summary>Renews the state.</summary>
    /// <param name="x">Vector of the picture.</param>
    /// <param name="state">The state, in and out.</param>
    /// <param name="due">Units to renew, the first ones.</param>
    /// <param name="macs">Multiply-accumulates of the step.</param>
    /// <returns>How many units were renewed.</returns>
    /// <exception cref="VideoDynException">Kind Model: a network failed, or gave no finite number.</exception>
    public int Update(ReadOnlySpan<float> x, Span<float> state, int due, out long macs)
    {
        macs = 0;
        if (networks.Choose is { } choose)
        {
            Fill(choose, x, state);
            choose.Run();
            macs += choose.Part.Macs;
            // What is no number asks for everything.
            due = choose.Output(0)[0] < networks.Model.PartialThreshold ? networks.Model.PartialUnits : networks.Units;
        }

        VectorNetwork cell = (due < networks.Units ? networks.Prefix(due) : null) ?? networks.Cell;
        Fill(cell, x, state);
        cell.Run();
        macs += cell.Part.Macs;
        ReadOnlySpan<float> renewed = cell.Output(0)[..due];
        foreach (float value in renewed)
        {
            if (!float.IsFinite(value))
                throw VideoDynException.Model($"{cell.Part.File}: gave a state that is no finite number");
        }

        renewed.CopyTo(state);
        if (cell.HasOutput(1))
            Increment = cell.Output(1)[0];
        (ClassId, Score) = Softmax.Best(cell.Output(2), _scores, cell.Part.File);
        return due;
    }

    private static void Fill(VectorNetwork network, ReadOnlySpan<float> x, ReadOnlySpan<float> state)
    {
        x.CopyTo(network.Input(0));
        state.CopyTo(network.Input(1));
    }
}
