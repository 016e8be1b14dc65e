using System.Buffers;

namespace Ossa.Protocol.Checksums;

/// <summary>Whole blocks of several streams that are hashed side by side. What they lie in is held where it is meanwhile.</summary>
/// <param name="most">How many streams there are at most.</param>
internal sealed unsafe class Md5Group(int most) : IDisposable
{
    private readonly Md5[] _streams = new Md5[most];
    private readonly MemoryHandle[] _held = new MemoryHandle[most];
    private readonly int[] _blocks = new int[most];
    private readonly nint[] _data = new nint[most];
    private int _added;
    private int _left;

    public void Add(Md5 stream, ReadOnlyMemory<byte> blocks)
    {
        var held = blocks.Pin();
        _held[_added++] = held;
        if (!blocks.IsEmpty)
        {
            _streams[_left] = stream;
            _data[_left] = (nint)held.Pointer;
            _blocks[_left++] = blocks.Length / Md5Blocks.BlockBytes;
        }
    }

    /// <summary>Hashes all of them. Those that have the fewest blocks leave first, and the others go on in fewer lanes.</summary>
    public void Compress()
    {
        while (_left > 0)
        {
            var width = Md5Blocks.WidthFor(_left);
            var streams = Math.Min(width, _left);
            var blocks = _blocks.AsSpan(0, streams);
            var common = blocks[0];
            foreach (var count in blocks)
            {
                common = Math.Min(common, count);
            }

            Compress(width, streams, common);
            for (var i = streams - 1; i >= 0; i--)
            {
                _blocks[i] -= common;
                _data[i] += (nint)common * Md5Blocks.BlockBytes;
                if (_blocks[i] == 0)
                {
                    _left--;
                    (_streams[i], _data[i], _blocks[i]) = (_streams[_left], _data[_left], _blocks[_left]);
                }
            }
        }
    }

    public void Dispose()
    {
        foreach (var held in _held.AsSpan(0, _added))
        {
            held.Dispose();
        }
    }

    /// <summary>Hashes as many blocks of the first streams. Lanes that are not needed hash the blocks of the first one, for nothing.</summary>
    private void Compress(int width, int streams, int blocks)
    {
        var state = stackalloc uint[width * Md5Blocks.StateWords];
        var data = stackalloc byte*[width];
        for (var lane = 0; lane < width; lane++)
        {
            var i = lane < streams ? lane : 0;
            data[lane] = (byte*)_data[i];
            for (var word = 0; word < Md5Blocks.StateWords; word++)
            {
                state[word * width + lane] = _streams[i].State[word];
            }
        }

        Md5Blocks.Compress(width, state, data, blocks);
        for (var lane = 0; lane < streams; lane++)
        {
            for (var word = 0; word < Md5Blocks.StateWords; word++)
            {
                _streams[lane].State[word] = state[word * width + lane];
            }
        }
    }
}
