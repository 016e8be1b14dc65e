using Ossa.Simulation.Crashes.Recording;

namespace Ossa.Simulation.Crashes.Disk;

/// <summary>
/// Follows a record up to a moment: what was done to every file and to every name, and what of that was synced by then. A sync covers what
/// came before its beginning, and counts from its end.
/// </summary>
internal sealed class RecordedDisk
{
    private const long CreateFlag = 0x40;
    private const long TruncateFlag = 0x200;

    private string _root = "";
    private readonly Func<string, bool> _ignoresSync;
    private readonly Dictionary<int, (Node Node, string Path)> _open = [];
    private readonly Dictionary<long, (Node Node, int Number)> _syncing = [];
    private readonly List<NameChange> _nameChanges = [];
    private int _number;

    private RecordedDisk(Func<string, bool> ignoresSync) => _ignoresSync = ignoresSync;

    /// <summary>The directory below which everything was recorded; it is there whatever happens.</summary>
    public Node Top { get; } = new("", isDirectory: true, []);

    public IReadOnlyList<NameChange> NameChanges => _nameChanges;

    /// <summary>The names that were on the disk before the record began.</summary>
    public List<NameChange> FirstNames { get; } = [];

    /// <param name="workload">The record, and what it began with.</param>
    /// <param name="end">How many calls had come before the crash.</param>
    /// <param name="ignoresSync">Which paths are never synced, to see whether that is noticed.</param>
    public static RecordedDisk Follow(RecordedWorkload workload, int end, Func<string, bool>? ignoresSync = null)
    {
        var disk = new RecordedDisk(ignoresSync ?? (_ => false)) { _root = workload.Root };
        disk.Load(workload.Before);
        disk.Follow(workload.Calls.Take(end));
        return disk;
    }

    /// <summary>
    /// Goes on with a process that came after the first one was killed. What that one had written was there, but not for that on the disk.
    /// </summary>
    public RecordedDisk Then(RecordedWorkload workload, int end)
    {
        _root = workload.Root;
        _open.Clear();
        _syncing.Clear();
        Follow(workload.Calls.Take(end));
        return this;
    }

    private void Follow(IEnumerable<RecordedCall> calls)
    {
        foreach (var call in calls)
        {
            Take(call);
            _number++;
        }
    }

    private void Load(Tree before)
    {
        foreach (var (path, content) in before.Entries)
        {
            var node = new Node(path, content is null, content ?? []);
            var name = NameOf(Path.Combine(_root, path));
            name.Directory.Names[name.Text] = node;
            FirstNames.Add(new NameChange(-1, null, name, node));
        }
    }

    private void Take(RecordedCall call)
    {
        switch (call.Kind)
        {
            case CallKind.Open:
                Open(call);
                break;
            case CallKind.Close:
                _open.Remove(call.Descriptor);
                break;
            case CallKind.Write:
                Change(call, new DataChange(_number, call.Number, call.Data));
                break;
            case CallKind.Truncate:
                Change(call, new DataChange(_number, call.Number, null));
                break;
            case CallKind.Allocate:
                Change(call, new DataChange(_number, call.Number, null, OnlyGrows: true));
                break;
            case CallKind.SyncBegin:
                BeginSync(call);
                break;
            case CallKind.SyncEnd:
                EndSync(call);
                break;
            case CallKind.MakeDirectory:
                Apply(null, NameOf(call.Path), new Node(Path.GetRelativePath(_root, call.Path), isDirectory: true, []));
                break;
            case CallKind.Unlink or CallKind.RemoveDirectory:
                Apply(NameOf(call.Path), null, Find(call.Path)!);
                break;
            case CallKind.Rename:
                Apply(NameOf(call.Path), NameOf(call.SecondPath), Find(call.Path)!);
                break;
            case CallKind.Link:
                Apply(null, NameOf(call.SecondPath), Find(call.Path)!);
                break;
            case CallKind.Mark:
                break;
            default:
                throw new InvalidDataException($"The recorded process called {call.Path}, which is not followed.");
        }
    }

    private void Open(RecordedCall call)
    {
        var node = Find(call.Path);
        if (node is null)
        {
            if ((call.Number & CreateFlag) == 0)
            {
                throw new InvalidDataException($"{call.Path} was opened, but nobody has made it.");
            }

            node = new Node(Path.GetRelativePath(_root, call.Path), isDirectory: false, []);
            Apply(null, NameOf(call.Path), node);
        }
        else if ((call.Number & TruncateFlag) != 0)
        {
            node.Change(new DataChange(_number, 0, null));
        }

        _open[call.Descriptor] = (node, call.Path);
    }

    private void Change(RecordedCall call, DataChange change) => _open[call.Descriptor].Node.Change(change);

    private void BeginSync(RecordedCall call)
    {
        var (node, path) = _open[call.Descriptor];
        if (!_ignoresSync(Path.GetRelativePath(_root, path)))
        {
            _syncing[call.Number] = (node, _number);
        }
    }

    private void EndSync(RecordedCall call)
    {
        if (_syncing.Remove(call.Number, out var begun))
        {
            begun.Node.Synced(begun.Number);
        }
    }

    private void Apply(Name? removed, Name? set, Node node)
    {
        _nameChanges.Add(new NameChange(_number, removed, set, node));
        removed?.Directory.Names.Remove(removed.Text);
        if (set is not null)
        {
            set.Directory.Names[set.Text] = node;
        }
    }

    private Name NameOf(string path) =>
        new(
            Find(Path.GetDirectoryName(path)!)
                ?? throw new InvalidDataException($"The directory of {path} is not known."),
            Path.GetFileName(path)
        );

    private Node? Find(string path)
    {
        var node = Top;
        var relative = Path.GetRelativePath(_root, path);
        foreach (var text in relative == "." ? [] : relative.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!node.Names.TryGetValue(text, out node))
            {
                return null;
            }
        }

        return node;
    }
}
