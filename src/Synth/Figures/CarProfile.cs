namespace VideoDyn.Synth.Figures;

/// <summary>One cross-section of a car body.</summary>
/// <param name="Y">Place along the car, forwards from its middle, in metres.</param>
/// <param name="Sill">Height of the underside.</param>
/// <param name="Belt">Height of the lower edge of the windows.</param>
/// <param name="Top">Height of roof, bonnet or boot.</param>
/// <param name="Half">Half width at the belt.</param>
/// <param name="HalfTop">Half width at the top.</param>
internal readonly record struct CarStation(float Y, float Sill, float Belt, float Top, float Half, float HalfTop);

/// <summary>The shape of a car: cross-sections from the tail to the nose, and where the glass is.</summary>
/// <param name="Stations">Cross-sections.</param>
/// <param name="SideGlass">First and last interval with side windows.</param>
/// <param name="RearGlass">Interval of the rear window, -1 for none.</param>
/// <param name="Windscreen">Interval of the windscreen.</param>
/// <param name="Axle">Distance of the axles from the middle.</param>
/// <param name="Wheel">Radius of the wheels.</param>
internal sealed record CarProfile(CarStation[] Stations, (int First, int Last) SideGlass, int RearGlass, int Windscreen, float Axle, float Wheel)
{
    public static CarProfile Saloon { get; } = new(
        [
            new(-2.24f, 0.42f, 0.60f, 0.66f, 0.74f, 0.66f), new(-2.16f, 0.30f, 0.80f, 0.90f, 0.83f, 0.70f), new(-1.90f, 0.22f, 0.92f, 1.01f, 0.88f, 0.72f),
            new(-1.55f, 0.20f, 0.94f, 1.03f, 0.90f, 0.70f), new(-0.80f, 0.19f, 0.94f, 1.39f, 0.90f, 0.58f), new(-0.25f, 0.19f, 0.93f, 1.45f, 0.90f, 0.59f),
            new(0.30f, 0.19f, 0.92f, 1.42f, 0.90f, 0.58f), new(1.08f, 0.19f, 0.90f, 0.98f, 0.90f, 0.68f), new(1.60f, 0.20f, 0.82f, 0.90f, 0.88f, 0.70f),
            new(2.05f, 0.26f, 0.70f, 0.78f, 0.83f, 0.66f), new(2.22f, 0.36f, 0.56f, 0.62f, 0.72f, 0.58f),
        ],
        (3, 6), 3, 6, 1.33f, 0.32f);

    public static CarProfile Hatchback { get; } = new(
        [
            new(-1.98f, 0.42f, 0.62f, 0.72f, 0.74f, 0.66f), new(-1.93f, 0.30f, 0.90f, 1.00f, 0.82f, 0.66f), new(-1.80f, 0.22f, 0.95f, 1.10f, 0.86f, 0.62f),
            new(-1.38f, 0.20f, 0.96f, 1.42f, 0.87f, 0.57f), new(-0.80f, 0.19f, 0.95f, 1.49f, 0.87f, 0.59f), new(-0.20f, 0.19f, 0.94f, 1.51f, 0.87f, 0.60f),
            new(0.35f, 0.19f, 0.93f, 1.46f, 0.87f, 0.58f), new(1.12f, 0.19f, 0.92f, 1.00f, 0.87f, 0.66f), new(1.55f, 0.21f, 0.83f, 0.91f, 0.85f, 0.67f),
            new(1.88f, 0.27f, 0.70f, 0.78f, 0.80f, 0.62f), new(2.02f, 0.36f, 0.56f, 0.62f, 0.70f, 0.56f),
        ],
        (2, 6), 2, 6, 1.25f, 0.31f);

    public static CarProfile Suv { get; } = new(
        [
            new(-2.22f, 0.46f, 0.74f, 0.84f, 0.80f, 0.70f), new(-2.17f, 0.36f, 1.00f, 1.12f, 0.88f, 0.72f), new(-2.02f, 0.28f, 1.06f, 1.24f, 0.92f, 0.70f),
            new(-1.66f, 0.27f, 1.07f, 1.60f, 0.93f, 0.64f), new(-0.90f, 0.27f, 1.07f, 1.69f, 0.93f, 0.66f), new(-0.20f, 0.27f, 1.06f, 1.71f, 0.93f, 0.67f),
            new(0.40f, 0.27f, 1.05f, 1.65f, 0.93f, 0.65f), new(1.16f, 0.27f, 1.05f, 1.14f, 0.93f, 0.74f), new(1.75f, 0.28f, 0.96f, 1.05f, 0.91f, 0.76f),
            new(2.14f, 0.34f, 0.82f, 0.92f, 0.86f, 0.72f), new(2.28f, 0.44f, 0.64f, 0.72f, 0.76f, 0.62f),
        ],
        (2, 6), 2, 6, 1.38f, 0.37f);

    public static CarProfile Van { get; } = new(
        [
            new(-2.52f, 0.44f, 1.05f, 1.86f, 0.90f, 0.80f), new(-2.46f, 0.32f, 1.12f, 1.97f, 0.96f, 0.84f), new(-1.60f, 0.27f, 1.14f, 2.02f, 0.98f, 0.85f),
            new(-0.60f, 0.27f, 1.14f, 2.03f, 0.98f, 0.85f), new(0.35f, 0.27f, 1.14f, 2.02f, 0.98f, 0.85f), new(0.62f, 0.27f, 1.13f, 2.00f, 0.98f, 0.84f),
            new(1.12f, 0.27f, 1.12f, 1.92f, 0.98f, 0.80f), new(1.92f, 0.28f, 1.10f, 1.19f, 0.96f, 0.80f), new(2.22f, 0.30f, 1.00f, 1.09f, 0.94f, 0.78f),
            new(2.42f, 0.34f, 0.80f, 0.90f, 0.88f, 0.70f), new(2.52f, 0.44f, 0.60f, 0.68f, 0.80f, 0.62f),
        ],
        (5, 6), -1, 6, 1.60f, 0.34f);

    public static CarProfile Pickup { get; } = new(
        [
            new(-2.65f, 0.52f, 0.80f, 0.86f, 0.88f, 0.80f), new(-2.60f, 0.42f, 1.00f, 1.04f, 0.92f, 0.84f), new(-1.00f, 0.36f, 1.00f, 1.04f, 0.94f, 0.86f),
            new(-0.85f, 0.36f, 1.05f, 1.10f, 0.94f, 0.84f), new(-0.75f, 0.36f, 1.06f, 1.72f, 0.94f, 0.70f), new(-0.10f, 0.35f, 1.06f, 1.80f, 0.94f, 0.72f),
            new(0.45f, 0.35f, 1.06f, 1.76f, 0.94f, 0.70f), new(1.15f, 0.35f, 1.08f, 1.18f, 0.94f, 0.80f), new(1.85f, 0.36f, 1.02f, 1.10f, 0.93f, 0.80f),
            new(2.35f, 0.40f, 0.92f, 1.00f, 0.90f, 0.78f), new(2.50f, 0.50f, 0.70f, 0.78f, 0.82f, 0.70f),
        ],
        (4, 6), 3, 6, 1.60f, 0.40f);

    public float Length => Stations[^1].Y - Stations[0].Y;

    public float Half => Stations.Max(station => station.Half);
}
