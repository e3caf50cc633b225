namespace VideoDyn.Temporal.Packets;

/// <summary>What a <see cref="PacketGate"/> did so far.</summary>
/// <param name="Rests">How often it began to rest.</param>
/// <param name="WokenByPackets">How often an unusual packet ended that.</param>
/// <param name="WokenByPictures">How often a picture that was looked at ended it.</param>
/// <param name="Looks">Pictures that were looked at while resting.</param>
public readonly record struct PacketCounters(long Rests, long WokenByPackets, long WokenByPictures, long Looks);
