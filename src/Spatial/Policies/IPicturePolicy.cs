using VideoDyn.Core.Frames;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>A block policy that looks at the picture itself, not only at how its blocks changed.</summary>
public interface IPicturePolicy : IBlockPolicy
{
    /// <summary>Shows a frame before <see cref="IBlockPolicy.Decide"/> is asked about it.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="grid">Its blocks.</param>
    void See(FrameLease frame, BlockGrid grid);

    /// <summary>Tells that the frame was analyzed, before <see cref="IBlockPolicy.Learn"/>.</summary>
    /// <param name="everything">Whether all blocks were executed, whatever was decided.</param>
    void Executed(bool everything);
}
