using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>A fixed number of blocks drawn by lot: the rival that a policy with a reason must beat at equal cost.</summary>
public sealed class RandomPolicy : BlockPolicy
{
    private readonly RandomPolicyOptions _options;
    private int[] _cells = [];

    /// <summary>Creates the policy.</summary>
    /// <param name="options">Share and seed.</param>
    /// <exception cref="Core.Errors.VideoDynException">The share is out of range (kind Configuration).</exception>
    public RandomPolicy(RandomPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
    }

    /// <inheritdoc/>
    public override string Name => "random";

    private protected override void Start(BlockGrid grid) => _cells = new int[grid.PictureCells];

    private protected override void Choose(BlockChange change, BlockDecision decision)
    {
        Borders.Mark(change, decision);
        int known = 0;
        for (int cell = 0; cell < change.Grid.Length; cell++)
        {
            if (decision.Reasons[cell] != BlockReason.Border)
                _cells[known++] = cell;
        }

        // The first lots of a Fisher-Yates shuffle.
        ulong state = ((ulong)(uint)_options.Seed << 32) ^ ((ulong)change.FrameIndex * 0x9E3779B97F4A7C15);
        int wanted = (int)Math.Round(_options.Share * known);
        for (int i = 0; i < wanted; i++)
        {
            int at = i + (int)(Next(ref state) % (ulong)(known - i));
            (_cells[i], _cells[at]) = (_cells[at], _cells[i]);
            decision.Set(_cells[i] / change.Grid.Columns, _cells[i] % change.Grid.Columns, BlockReason.Random);
        }
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): good numbers from any seed, without an object.</summary>
    private static ulong Next(ref ulong state)
    {
        ulong mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
