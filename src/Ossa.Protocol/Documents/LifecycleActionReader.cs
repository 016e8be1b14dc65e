using Ossa.Protocol.Errors;
using static Ossa.Protocol.Documents.LifecycleNodes;

namespace Ossa.Protocol.Documents;

/// <summary>Reads what a lifecycle rule does.</summary>
internal static class LifecycleActionReader
{
    private const string AccessTime = "IsAccessTime";

    private static readonly string[] TransitionOptions =
    [
        "StorageClass",
        AccessTime,
        "ReturnToStdWhenVisit",
        "AllowSmallFile",
    ];

    public static LifecycleExpiration ReadExpiration(DocumentReader reader)
    {
        var time = new LifecycleTime();
        bool? markers = null;
        foreach (
            var name in Children(
                reader,
                ["Days", "Date", "CreatedBeforeDate", "ExpiredObjectDeleteMarker"],
                [],
                name =>
                    name == AccessTime
                        ? OssErrors.LifecycleExpirationByAccess
                        : OssErrors.UnsupportedLifecycleExpirationNode
            )
        )
        {
            if (name == "ExpiredObjectDeleteMarker")
            {
                markers = reader.Boolean();
            }
            else
            {
                time = ReadTime(reader, name, time);
            }
        }
        var stated = CountOf(time);
        return stated > 1 ? throw Refuse(OssErrors.LifecycleExpirationTwice, "Expiration has more than one time.")
            : stated == 1 && markers == true
                ? throw Refuse(
                    OssErrors.LifecycleMarkersWithTime,
                    "ExpiredObjectDeleteMarker goes with no other time of Expiration."
                )
            : stated == 0 && markers != true
                ? throw Refuse(OssErrors.LifecycleExpirationEmpty, "Expiration has no time.")
            : new LifecycleExpiration { Time = stated == 1 ? time : null, ExpiredObjectDeleteMarker = markers };
    }

    public static LifecycleTransition ReadTransition(DocumentReader reader)
    {
        var transition = Read(
            reader,
            ["Days", "CreatedBeforeDate", .. TransitionOptions],
            OssErrors.LifecycleTransitionClassMissing
        );
        return CountOf(transition.Time) switch
        {
            0 => throw Refuse(OssErrors.LifecycleTransitionTimeMissing, "Transition has no time."),
            1 => transition,
            _ => throw Refuse(OssErrors.LifecycleTransitionTwice, "Transition has more than one time."),
        };
    }

    public static LifecycleTransition ReadNoncurrentTransition(DocumentReader reader)
    {
        var transition = Read(
            reader,
            ["NoncurrentDays", .. TransitionOptions],
            OssErrors.LifecycleNoncurrentClassMissing
        );
        return transition.Time.Days is null
            ? throw Refuse(
                OssErrors.LifecycleNoncurrentTransitionTimeMissing,
                "NoncurrentVersionTransition lacks its NoncurrentDays."
            )
            : transition;
    }

    public static int ReadNoncurrentDays(DocumentReader reader)
    {
        int? days = null;
        foreach (
            var _ in Children(
                reader,
                ["NoncurrentDays"],
                [],
                name =>
                    name == AccessTime
                        ? OssErrors.LifecycleNoncurrentExpirationByAccess
                        : OssErrors.UnsupportedLifecycleNode
            )
        )
        {
            days = Days(reader);
        }
        return days
            ?? throw Refuse(
                OssErrors.LifecycleNoncurrentExpirationTimeMissing,
                "NoncurrentVersionExpiration lacks its NoncurrentDays."
            );
    }

    public static LifecycleTime ReadAbort(DocumentReader reader)
    {
        var time = new LifecycleTime();
        foreach (
            var name in Children(
                reader,
                ["Days", "CreatedBeforeDate"],
                [],
                name => name == AccessTime ? OssErrors.LifecycleAbortByAccess : OssErrors.UnsupportedLifecycleNode
            )
        )
        {
            time = ReadTime(reader, name, time);
        }
        return CountOf(time) switch
        {
            0 => throw Refuse(OssErrors.LifecycleAbortTimeMissing, "AbortMultipartUpload has no time."),
            1 => time,
            _ => throw Refuse(OssErrors.LifecycleAbortTwice, "AbortMultipartUpload has more than one time."),
        };
    }

    private static LifecycleTransition Read(DocumentReader reader, string[] known, OssError classMissing)
    {
        var time = new LifecycleTime();
        string? storageClass = null;
        bool? byAccess = null,
            returns = null,
            small = null;
        foreach (var name in Children(reader, known, [], _ => OssErrors.UnsupportedLifecycleNode))
        {
            switch (name)
            {
                case "StorageClass":
                    storageClass = reader.Text();
                    break;
                case AccessTime:
                    byAccess = reader.Boolean();
                    break;
                case "ReturnToStdWhenVisit":
                    returns = reader.Boolean();
                    break;
                case "AllowSmallFile":
                    small = reader.Boolean();
                    break;
                default:
                    time = ReadTime(reader, name, time);
                    break;
            }
        }
        return new LifecycleTransition
        {
            Time = time,
            StorageClass = storageClass ?? throw Refuse(classMissing, "A transition lacks its StorageClass."),
            IsAccessTime = byAccess,
            ReturnToStdWhenVisit = returns,
            AllowSmallFile = small,
        };
    }

    private static LifecycleTime ReadTime(DocumentReader reader, string name, LifecycleTime time) =>
        name switch
        {
            "Date" => time with { Date = Date(reader) },
            "CreatedBeforeDate" => time with { CreatedBeforeDate = Date(reader) },
            _ => time with { Days = Days(reader) },
        };

    private static int CountOf(LifecycleTime time) =>
        (time.Days is null ? 0 : 1) + (time.Date is null ? 0 : 1) + (time.CreatedBeforeDate is null ? 0 : 1);
}
