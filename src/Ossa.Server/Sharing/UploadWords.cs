using System.Text.Json;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>The words of pages that take files in. What stands in braces is filled in where a word is used.</summary>
internal sealed record UploadWords
{
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required string TitleOfOne { get; init; }
    public required string Hint { get; init; }
    public required string Types { get; init; }
    public required string MostBytes { get; init; }
    public required string FilesLeft { get; init; }
    public required string Expires { get; init; }
    public required string Choose { get; init; }
    public required string ChooseOne { get; init; }
    public required string Drop { get; init; }
    public required string Send { get; init; }
    public required string Files { get; init; }
    public required string Stored { get; init; }
    public required string NoMore { get; init; }
    public required string TooLarge { get; init; }
    public required string WrongType { get; init; }
    public required string Taken { get; init; }
    public required string Ended { get; init; }
    public required string Failed { get; init; }

    /// <summary>What only the page's module says, by the names that it has for it.</summary>
    public required IReadOnlyDictionary<string, string> Script { get; init; }

    /// <summary>All that the module says as JSON; refusals stand under the codes that programs get.</summary>
    public string ScriptJson =>
        JsonSerializer.Serialize(
            new Dictionary<string, string>(Script)
            {
                ["stored"] = Stored,
                ["failed"] = Failed,
                ["noMore"] = NoMore,
                [LinkErrors.FileTooLarge.Code] = TooLarge,
                [LinkErrors.FileTypeRefused.Code] = WrongType,
                [OssErrors.FileAlreadyExists.Code] = Taken,
            },
            ShareJson.Default.IReadOnlyDictionaryStringString
        );

    private static readonly UploadWords English = new()
    {
        Language = "en",
        Title = "Send files",
        TitleOfOne = "Send {name}",
        Hint = "Whoever gave you this address receives what you send. Others who have it see nothing of it.",
        Types = "Types",
        MostBytes = "Largest file",
        FilesLeft = "Files left",
        Expires = "Open until",
        Choose = "Choose files",
        ChooseOne = "Choose a file",
        Drop = "or drop them here",
        Send = "Send",
        Files = "Files that are being sent",
        Stored = "Received",
        NoMore = "No more files are taken.",
        TooLarge = "Too large",
        WrongType = "Not a type that is taken",
        Taken = "A file was sent already",
        Ended = "The link no longer holds",
        Failed = "Could not be stored",
        Script = new Dictionary<string, string>
        {
            ["left"] = "{time} left",
            ["ended"] = "ended",
            ["waiting"] = "Waiting",
            ["percent"] = "{percent} %",
            ["finishing"] = "Almost done",
            ["again"] = "Trying again",
            ["retry"] = "Try again",
            ["cancel"] = "Cancel",
            ["canceled"] = "Canceled",
            ["summary"] = "{done} of {all} received",
        },
    };

    private static readonly UploadWords Chinese = new()
    {
        Language = "zh-CN",
        Title = "发送文件",
        TitleOfOne = "发送 {name}",
        Hint = "您发送的文件将由提供此链接的人接收，其他持有此链接的人无法看到。",
        Types = "文件类型",
        MostBytes = "单个文件上限",
        FilesLeft = "还可发送",
        Expires = "开放至",
        Choose = "选择文件",
        ChooseOne = "选择一个文件",
        Drop = "或将文件拖放到此处",
        Send = "发送",
        Files = "正在发送的文件",
        Stored = "已接收",
        NoMore = "不再接收文件。",
        TooLarge = "文件过大",
        WrongType = "不接收此类型的文件",
        Taken = "文件已经发送过",
        Ended = "链接已失效",
        Failed = "未能保存",
        Script = new Dictionary<string, string>
        {
            ["left"] = "剩余 {time}",
            ["ended"] = "已结束",
            ["waiting"] = "等待中",
            ["percent"] = "{percent}%",
            ["finishing"] = "即将完成",
            ["again"] = "正在重试",
            ["retry"] = "重试",
            ["cancel"] = "取消",
            ["canceled"] = "已取消",
            ["summary"] = "已接收 {done}/{all}",
        },
    };

    /// <summary>The words in the language that whoever asks likes most of those that there are.</summary>
    public static UploadWords For(OssContext context) => Accepting.Choose(context, English, Chinese);

    /// <summary>What is said of a file that was refused.</summary>
    public string Explain(OssError refusal) =>
        refusal == LinkErrors.FileTooLarge ? TooLarge
        : refusal == LinkErrors.FileTypeRefused ? WrongType
        : refusal == OssErrors.FileAlreadyExists ? Taken
        : refusal == LinkErrors.UsedUp ? NoMore
        : refusal == LinkErrors.Revoked || refusal == LinkErrors.Expired ? Ended
        : Failed;
}
