using Ossa.Simulation.Randomness;

namespace Ossa.Simulation.Crashes.Disk;

/// <summary>
/// What a file system may legally leave of a recorded disk when the power goes: all that was synced, and of everything else whatever the dice
/// say. Names are kept up to some moment, as a journal does that writes them in order, or each for itself; content that was not synced is
/// lost, kept up to a write, or torn into pages or sectors that are each as old as they like.
/// </summary>
internal sealed class CrashedDisk(Dice dice)
{
    /// <summary>RocksDB relies on names that reach the disk in order, or with the sync of their file, as all common file systems have it.</summary>
    private const string OrderedDirectory = "new/data/rows";

    private const int PageBytes = 4096;
    private const int SectorBytes = 512;

    /// <summary>What is found after the crash.</summary>
    public Tree Crash(RecordedDisk disk)
    {
        var names = dice.OneIn(2) ? KeepInOrder(disk.NameChanges) : KeepAnyhow(disk.NameChanges);
        return Build(disk, names, Content);
    }

    /// <summary>What the running process saw: nothing is lost.</summary>
    public static Tree WithoutCrash(RecordedDisk disk) =>
        Build(disk, disk.NameChanges, node => After(node.Durable, node.Changes));

    private List<NameChange> KeepInOrder(IReadOnlyList<NameChange> changes)
    {
        var durable = changes.TakeWhile(change => change != changes.LastOrDefault(other => other.IsDurable)).Count();
        var least = changes.Any(change => change.IsDurable) ? durable + 1 : 0;
        return [.. changes.Take(dice.Between(least, changes.Count))];
    }

    /// <summary>A change that is lost takes along all later ones that build on the same name, or that keep to an order with it.</summary>
    private List<NameChange> KeepAnyhow(IReadOnlyList<NameChange> changes)
    {
        var chanceOfLoss = dice.Between(2, 10);
        var kept = new List<NameChange>();
        var lost = new HashSet<Name>();
        foreach (var change in changes)
        {
            var names = change.Names.Select(InOrder).ToList();
            if (!change.IsDurable && (dice.OneIn(chanceOfLoss) || names.Any(lost.Contains)))
            {
                lost.UnionWith(names);
            }
            else
            {
                kept.Add(change);
            }
        }
        return kept;
    }

    /// <summary>Names that keep to one order count as one.</summary>
    private static Name InOrder(Name name) => name.Directory.Path == OrderedDirectory ? name with { Text = "" } : name;

    private byte[] Content(Node node)
    {
        var synced = node.Changes.TakeWhile(change => change.Number < node.SyncedBefore).ToList();
        var unsynced = node.Changes.Skip(synced.Count).ToList();
        var durable = After(node.Durable, synced);
        if (unsynced.Count == 0)
        {
            return durable;
        }

        return dice.Below(5) switch
        {
            0 => durable,
            1 => After(durable, unsynced),
            2 => After(durable, unsynced.Take(dice.Between(0, unsynced.Count))),
            3 => Torn(durable, unsynced, PageBytes),
            _ => Torn(durable, unsynced, SectorBytes),
        };
    }

    /// <summary>Every piece is as it was after some write, and the length is one that the file had.</summary>
    private byte[] Torn(byte[] durable, List<DataChange> changes, int pieceBytes)
    {
        var torn = new byte[After(durable, changes.Take(dice.Between(0, changes.Count))).Length];
        var ages = new int[(torn.Length + pieceBytes - 1) / pieceBytes];
        for (var piece = 0; piece < ages.Length; piece++)
        {
            ages[piece] = dice.Between(0, changes.Count);
        }

        var content = durable;
        for (var age = 0; ; age++)
        {
            for (var piece = 0; piece < ages.Length; piece++)
            {
                var at = piece * pieceBytes;
                if (ages[piece] == age && at < content.Length)
                {
                    var length = Math.Min(pieceBytes, Math.Min(content.Length, torn.Length) - at);
                    content.AsSpan(at, length).CopyTo(torn.AsSpan(at));
                }
            }

            if (age == changes.Count)
            {
                return torn;
            }

            content = After(content, [changes[age]]);
        }
    }

    private static byte[] After(byte[] content, IEnumerable<DataChange> changes)
    {
        var all = changes.ToList();
        var length = (long)content.Length;
        var largest = length;
        foreach (var change in all)
        {
            length = change.LengthAfter(length);
            largest = Math.Max(largest, length);
        }
        var result = new byte[largest];
        content.CopyTo(result, 0);
        var end = (long)content.Length;
        foreach (var change in all)
        {
            change.Data?.Span.CopyTo(result.AsSpan((int)change.Offset));
            var newEnd = change.LengthAfter(end);
            if (newEnd < end)
            {
                result.AsSpan((int)newEnd, (int)(end - newEnd)).Clear();
            }

            end = newEnd;
        }
        return result[..(int)end];
    }

    private static Tree Build(RecordedDisk disk, IEnumerable<NameChange> names, Func<Node, byte[]> contentOf)
    {
        var directories = new Dictionary<Node, SortedDictionary<string, Node>>();
        foreach (var change in disk.FirstNames.Concat(names))
        {
            if (change.Removed is { } removed)
            {
                NamesOf(removed.Directory).Remove(removed.Text);
            }

            if (change.Set is { } set)
            {
                NamesOf(set.Directory)[set.Text] = change.Node;
            }
        }
        var tree = new Tree();
        Add(disk.Top, "");
        return tree;

        SortedDictionary<string, Node> NamesOf(Node directory) =>
            directories.TryGetValue(directory, out var found)
                ? found
                : directories[directory] = new SortedDictionary<string, Node>(StringComparer.Ordinal);

        void Add(Node directory, string path)
        {
            foreach (var (name, node) in NamesOf(directory))
            {
                var below = Path.Combine(path, name);
                if (node.IsDirectory)
                {
                    tree.AddDirectory(below);
                    Add(node, below);
                }
                else
                {
                    tree.AddFile(below, contentOf(node));
                }
            }
        }
    }
}
