namespace Ossa.Engine.Objects;

/// <summary>
/// The storage classes of the service. See https://www.alibabacloud.com/help/en/oss/user-guide/overview-53.
/// </summary>
public static class StorageClasses
{
    /// <summary>The class of objects that say nothing else.</summary>
    public const string Standard = "Standard";

    /// <summary>The class of objects that are seldom read.</summary>
    public const string InfrequentAccess = "IA";

    /// <summary>The class of objects that are restored before they are read.</summary>
    public const string Archive = "Archive";

    /// <summary>A colder one.</summary>
    public const string ColdArchive = "ColdArchive";

    /// <summary>The coldest.</summary>
    public const string DeepColdArchive = "DeepColdArchive";

    private const long MinBilledBytes = 65_536;

    /// <summary>All classes, the standard one first.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        Standard,
        InfrequentAccess,
        Archive,
        ColdArchive,
        DeepColdArchive,
    ];

    /// <summary>How cold a class is, from zero for the standard one; less than zero for one that there is not.</summary>
    public static int RankOf(string storageClass)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == storageClass)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether objects of a class are restored before they are read.</summary>
    public static bool IsArchived(string storageClass) => storageClass is Archive or ColdArchive or DeepColdArchive;

    /// <summary>Whether a class is one of the two coldest.</summary>
    public static bool IsCold(string storageClass) => storageClass is ColdArchive or DeepColdArchive;

    /// <summary>
    /// The bytes that the service bills for an object of a class: at least 64 KiB for every class but the standard one.
    /// </summary>
    public static long BilledBytes(string storageClass, long size) =>
        storageClass == Standard ? size : Math.Max(size, MinBilledBytes);

    /// <summary>The most days for which an archived object of a class can be restored at once.</summary>
    public static int MaxRestoreDays(string storageClass) => storageClass == Archive ? 7 : 365;
}
