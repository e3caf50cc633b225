using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Scenes;

/// <summary>When actors may be about, and the numbers they get.</summary>
internal sealed class Schedule
{
    private const float Cycle = 40;
    private const float Before = 25;
    private readonly List<(float From, float To)> _busy = [];
    private readonly List<Actor> _actors = [];

    public Schedule(SynthOptions options)
    {
        Seed = options.Seed;
        Speed = (float)options.Speed;
        Duration = (float)options.Duration.TotalSeconds;
        float idle = (float)options.Idle;
        if (idle == 0)
        {
            _busy.Add((-Before, Duration + 120));
            return;
        }

        int cycles = Math.Max(1, (int)((Duration / Cycle) + 0.5f));
        float length = Duration / cycles, busy = length * (1 - idle);
        for (int i = 0; i < cycles; i++)
            _busy.Add(((i * length) + (length * idle / 2), (i * length) + (length * idle / 2) + busy));
    }

    public int Seed { get; }

    public float Speed { get; }

    public float Duration { get; }

    /// <summary>Everybody so far.</summary>
    public IReadOnlyList<Actor> Actors => _actors;

    /// <summary>Number of the next object.</summary>
    public int NextId { get; private set; } = 1;

    /// <summary>Keeps about so many actors of one kind about, one after another in each of as many places.</summary>
    /// <param name="count">How many at a time.</param>
    /// <param name="purpose">Chooses the dice.</param>
    /// <param name="pause">Longest pause between two.</param>
    /// <param name="make">Makes one from its dice, its start and its number.</param>
    public void Fill(int count, int purpose, float pause, Func<Dice, float, int, Actor> make)
    {
        for (int place = 0; place < count; place++)
        {
            var dice = Dice.For(Seed, purpose, place);
            foreach ((float from, float to) in _busy)
                FillWindow(dice, from, to, pause, make);
        }
    }

    /// <summary>Adds an actor unless it would be about in an idle stretch.</summary>
    public bool TryAdd(Actor actor)
    {
        if (!_busy.Exists(window => actor.Course.Start >= window.From && actor.Course.End <= window.To))
            return false;
        if (actor.Course.End > 0 && actor.Course.Start < Duration)
        {
            _actors.Add(actor);
            NextId += actor.Objects;
        }

        return true;
    }

    private void FillWindow(Dice dice, float from, float to, float pause, Func<Dice, float, int, Actor> make)
    {
        float time = from + dice.Between(0, from < 0 ? Before : Math.Max(1, pause));
        for (int attempt = 0; attempt < 8 && time < Math.Min(to, Duration);)
        {
            Actor actor = make(dice, time, NextId);
            if (!TryAdd(actor))
            {
                attempt++;
                continue;
            }

            time = actor.Course.End + dice.Between(0.5f, pause);
        }
    }
}
