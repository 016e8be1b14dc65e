using System.Diagnostics;

namespace Ossa.Protocol.Checksums;

/// <summary>MD5 of whole blocks of one or several streams, by code for as many as there are.</summary>
internal static unsafe class Md5Blocks
{
    public const int BlockBytes = 64;

    /// <summary>How many words the state of a stream has.</summary>
    public const int StateWords = 4;

    /// <summary>Whether this processor has what it takes for the code for so many.</summary>
    public static bool Has(int width) =>
        width switch
        {
            1 or 2 or 3 => true,
            8 => Md5EightLanes.IsSupported,
            16 => Md5SixteenLanes.IsSupported,
            _ => false,
        };

    /// <summary>
    /// For how many streams the code is that hashes so many fastest; it may be for fewer, or for more. An instruction on vectors takes one cycle
    /// on some processors and two on others, where as many lanes must be filled before they beat three streams without vectors.
    /// </summary>
    public static int WidthFor(int streams) =>
        streams switch
        {
            <= 3 => streams,
            <= 5 => 3,
            > 8 when Md5SixteenLanes.IsSupported => 16,
            _ when Md5EightLanes.IsSupported => 8,
            _ => 3,
        };

    /// <summary>Hashes blocks of several streams.</summary>
    /// <param name="width">For how many streams the code is to be: one for which <see cref="Has"/> is true.</param>
    /// <param name="state">The first word of the state of each stream, then the second of each, the third and the fourth.</param>
    /// <param name="data">Where the blocks of each stream begin.</param>
    /// <param name="blocks">How many there are of each.</param>
    public static void Compress(int width, uint* state, byte** data, int blocks)
    {
        switch (width)
        {
            case 1:
                Md5One.Compress(state, data, blocks);
                break;
            case 2:
                Md5Two.Compress(state, data, blocks);
                break;
            case 3:
                Md5Three.Compress(state, data, blocks);
                break;
            case 8:
                Md5Lanes<Md5EightLanes>.Compress(state, data, blocks);
                break;
            case 16:
                Md5Lanes<Md5SixteenLanes>.Compress(state, data, blocks);
                break;
            default:
                throw new UnreachableException($"There is no MD5 for {width} streams.");
        }
    }
}
