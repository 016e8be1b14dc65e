using System.Text.Json;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;

namespace Ossa.Server.Sharing;

/// <summary>The words of share pages. What stands in braces is filled in where a word is used.</summary>
internal sealed record ShareWords
{
    public required string Language { get; init; }
    public required string Size { get; init; }
    public required string Type { get; init; }
    public required string Modified { get; init; }
    public required string Expires { get; init; }
    public required string Downloads { get; init; }
    public required string Download { get; init; }
    public required string Preview { get; init; }
    public required string ShowPreview { get; init; }
    public required string PreviewCounts { get; init; }
    public required string Code { get; init; }
    public required string CodeHint { get; init; }
    public required string SaveAs { get; init; }
    public required string Phone { get; init; }
    public required string PhoneHint { get; init; }
    public required string GoneTitle { get; init; }
    public required string GoneHint { get; init; }
    public required string WaitTitle { get; init; }
    public required string ClosedTitle { get; init; }
    public required string PasswordNeeded { get; init; }
    public required string Unknown { get; init; }
    public required string Revoked { get; init; }
    public required string Expired { get; init; }
    public required string NotYet { get; init; }
    public required string UsedUp { get; init; }
    public required string WrongAddress { get; init; }
    public required string Unavailable { get; init; }
    public required string Request { get; init; }
    public required string Name { get; init; }
    public required string DownloadAll { get; init; }
    public required string Up { get; init; }
    public required string More { get; init; }
    public required string Empty { get; init; }
    public required string FolderTooLarge { get; init; }
    public required string PasswordTitle { get; init; }
    public required string PasswordHint { get; init; }
    public required string Password { get; init; }
    public required string Open { get; init; }
    public required string WrongPassword { get; init; }
    public required string TooManyAttempts { get; init; }

    /// <summary>What the page's module says, by the names that it has for it.</summary>
    public required IReadOnlyDictionary<string, string> Script { get; init; }

    /// <summary>The same as JSON.</summary>
    public string ScriptJson => JsonSerializer.Serialize(Script, ShareJson.Default.IReadOnlyDictionaryStringString);

    private static readonly ShareWords English = new()
    {
        Language = "en",
        Size = "Size",
        Type = "Type",
        Modified = "Modified",
        Expires = "Available until",
        Downloads = "Downloads left",
        Download = "Download",
        Preview = "Preview",
        ShowPreview = "Show the preview",
        PreviewCounts = "Showing it counts as a download.",
        Code = "Download with a program",
        CodeHint =
            "The address is a signed URL: whoever has it can download the file. Use it exactly as it stands here.",
        SaveAs = "Save as",
        Phone = "On another device",
        PhoneHint = "Scan the code to open this page on a phone.",
        GoneTitle = "This file is no longer shared",
        GoneHint = "If you still need it, ask whoever sent you the link for a new one.",
        WaitTitle = "This file is not shared yet",
        ClosedTitle = "No files are taken here",
        PasswordNeeded = "The password is asked for again after an hour.",
        Unknown = "There is no such link. Perhaps a part of it was lost on the way.",
        Revoked = "Its owner has taken the link back.",
        Expired = "The link has expired.",
        NotYet = "The link does not hold yet. Try again later.",
        UsedUp = "The link was used as often as its owner allowed.",
        WrongAddress = "The link is not for the network that you are in.",
        Unavailable = "The file cannot be shown at the moment.",
        Request = "Request",
        Name = "Name",
        DownloadAll = "Download all as ZIP",
        Up = "one folder up",
        More = "More files",
        Empty = "This folder is empty.",
        FolderTooLarge = "The folder has too many files for one archive. Its folders can be downloaded one by one.",
        PasswordTitle = "This file has a password",
        PasswordHint = "Whoever sent you the link can tell you the password.",
        Password = "Password",
        Open = "Open",
        WrongPassword = "That is not the password. Try again.",
        TooManyAttempts = "There were too many wrong passwords. Try again in some minutes.",
        Script = new Dictionary<string, string>
        {
            ["left"] = "in {time}",
            ["ended"] = "ended",
            ["pause"] = "Pause",
            ["resume"] = "Go on",
            ["paused"] = "Paused.",
            ["received"] = "{percent} % received",
            ["verified"] = "Saved. The checksum is right: the file is complete and unchanged.",
            ["saved"] = "Saved.",
            ["damaged"] = "the checksum is wrong, so the file was not saved",
            ["failed"] = "It did not work: {reason}",
            ["copy"] = "Copy",
            ["copied"] = "Copied",
            ["selected"] = "Selected",
        },
    };

    private static readonly ShareWords Chinese = new()
    {
        Language = "zh-CN",
        Size = "大小",
        Type = "类型",
        Modified = "修改时间",
        Expires = "有效期至",
        Downloads = "剩余下载次数",
        Download = "下载",
        Preview = "预览",
        ShowPreview = "显示预览",
        PreviewCounts = "预览会计为一次下载。",
        Code = "用程序下载",
        CodeHint = "该地址是签名 URL：任何人拿到它都可以下载文件。请原样使用。",
        SaveAs = "保存为",
        Phone = "在其他设备上打开",
        PhoneHint = "用手机扫描二维码即可打开此页面。",
        GoneTitle = "此文件已不再分享",
        GoneHint = "如仍需要，请向发送链接的人索取新的链接。",
        WaitTitle = "此文件尚未开始分享",
        ClosedTitle = "此处不接收文件",
        PasswordNeeded = "一小时后需要重新输入密码。",
        Unknown = "链接不存在，可能在传递过程中缺失了一部分。",
        Revoked = "所有者已撤回此链接。",
        Expired = "链接已过期。",
        NotYet = "链接尚未生效，请稍后再试。",
        UsedUp = "链接的使用次数已达上限。",
        WrongAddress = "此链接不适用于您所在的网络。",
        Unavailable = "暂时无法显示此文件。",
        Request = "请求",
        Name = "名称",
        DownloadAll = "全部下载（ZIP）",
        Up = "上一级文件夹",
        More = "更多文件",
        Empty = "此文件夹为空。",
        FolderTooLarge = "此文件夹中的文件太多，无法打包成一个压缩文件，请逐个下载子文件夹。",
        PasswordTitle = "此文件受密码保护",
        PasswordHint = "密码请向发送链接的人询问。",
        Password = "密码",
        Open = "打开",
        WrongPassword = "密码不正确，请重试。",
        TooManyAttempts = "密码错误次数过多，请几分钟后再试。",
        Script = new Dictionary<string, string>
        {
            ["left"] = "剩余 {time}",
            ["ended"] = "已结束",
            ["pause"] = "暂停",
            ["resume"] = "继续",
            ["paused"] = "已暂停。",
            ["received"] = "已接收 {percent}%",
            ["verified"] = "已保存。校验和正确，文件完整且未被改动。",
            ["saved"] = "已保存。",
            ["damaged"] = "校验和不符，文件未保存",
            ["failed"] = "操作失败：{reason}",
            ["copy"] = "复制",
            ["copied"] = "已复制",
            ["selected"] = "已选中",
        },
    };

    /// <summary>The words in the language that whoever asks likes most of those that there are.</summary>
    public static ShareWords For(OssContext context) => Accepting.Choose(context, English, Chinese);

    /// <summary>What is said to a person of a refusal.</summary>
    public string Explain(OssError refusal) =>
        refusal == LinkErrors.Revoked || refusal == LinkErrors.DeniedUrl || refusal == LinkErrors.CreatorGone ? Revoked
        : refusal == LinkErrors.Expired || refusal == OssErrors.UrlExpiredV4 ? Expired
        : refusal == LinkErrors.NotYet ? NotYet
        : refusal == LinkErrors.UsedUp ? UsedUp
        : refusal == LinkErrors.WrongAddress ? WrongAddress
        : refusal == LinkErrors.NoSuchLink ? Unknown
        : refusal == LinkErrors.FolderTooLarge ? FolderTooLarge
        : refusal == LinkErrors.WrongPassword ? WrongPassword
        : refusal == LinkErrors.PasswordNeeded ? PasswordNeeded
        : refusal == LinkErrors.TooManyAttempts ? TooManyAttempts
        : Unavailable;
}
