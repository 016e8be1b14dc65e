using Ossa.Simulation.Randomness;
using Ossa.Storage;

namespace Ossa.Simulation.Faults;

/// <summary>Does to blob files what disks and people do: flips a bit, cuts a file off, removes it, swaps two of them.</summary>
internal sealed class DiskDamage(string dataDirectory, Dice dice)
{
    private const int StrikesAtOnce = 3;

    private readonly HashSet<BlobId> _damaged = [];

    /// <summary>The blobs that are not what was written any more.</summary>
    public IReadOnlySet<BlobId> Damaged => _damaged;

    /// <summary>Damages a few files; the more, the surer it is that some of them are in use.</summary>
    public void Strike()
    {
        for (var strike = 0; strike < StrikesAtOnce; strike++)
        {
            StrikeOnce();
        }
    }

    private void StrikeOnce()
    {
        var sound = Directory
            .EnumerateFiles(Path.Combine(dataDirectory, "blobs"), "*", SearchOption.AllDirectories)
            .Where(path => !_damaged.Contains(IdOf(path)))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (sound.Count < 2)
        {
            return;
        }

        var victim = dice.Pick(sound);
        _damaged.Add(IdOf(victim));
        switch (dice.Below(4))
        {
            case 0:
                Flip(victim);
                break;
            case 1:
                Cut(victim);
                break;
            case 2:
                File.Delete(victim);
                break;
            default:
                sound.Remove(victim);
                Swap(victim, dice.Pick(sound));
                break;
        }
    }

    private void Flip(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        var offset = dice.Below((int)file.Length);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ (1 << dice.Below(8))));
    }

    private void Cut(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write);
        file.SetLength(dice.Below((int)file.Length));
    }

    private void Swap(string one, string other)
    {
        _damaged.Add(IdOf(other));
        var aside = one + ".aside";
        File.Move(one, aside);
        File.Move(other, one);
        File.Move(aside, other);
    }

    private static BlobId IdOf(string path) =>
        BlobId.TryParse(Path.GetFileName(path), out var id)
            ? id
            : throw new InvalidDataException($"{path} is not the file of a blob.");
}
