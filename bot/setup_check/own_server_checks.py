"""Checks of our own server: at the address that WeChat is given, it answers WeChat's check."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

from bot.integrations.wechat.echo_probe import ProbeResult
from bot.setup_check.check_result import CheckResult, missing, right

_CLOCK_TOLERANCE = timedelta(minutes=1)

ServerProbe = Callable[[bool], Awaitable[ProbeResult]]
"""Calls our address as WeChat does, in plain mode or (True) in safe mode."""

_REASONS = {
    "ClientConnectorCertificateError": ("证书不对", "换一张有效的证书（公认机构发的、没过期、域名对得上）"),
    "ClientConnectorSSLError": ("HTTPS 握手不成", "看 nginx 的证书和协议设置"),
    "ClientConnectorDNSError": ("域名解析不到", "在域名服务商那里把域名指到服务器"),
    "TimeoutError": ("五秒没有回音", "看防火墙有没有放行 80、443，bot serve 开着没有"),
}


async def check_own_server(probe: ServerProbe, url: str, *, sealed: bool) -> AsyncIterator[CheckResult]:
    """One result for plain mode, and one for safe mode where `sealed` says that there is a key for it."""
    yield _result("echo_plain", f"{url} 的签名校验", await probe(False))
    if sealed:
        yield _result("echo_sealed", f"{url} 的安全模式校验", await probe(True))


def _result(key: str, name: str, result: ProbeResult) -> CheckResult:
    if result.right:
        return right(key, f"{name}：通过")
    if not result.status:
        message, advice = _REASONS.get(result.error, ("连不上", "看域名、防火墙、nginx，bot serve 开着没有"))
        return missing(key, f"{name}：{message}（{result.error}）", advice)
    if result.status == 403 and result.behind is not None and abs(result.behind) > _CLOCK_TOLERANCE:
        seconds = int(abs(result.behind).total_seconds())
        return missing(
            key, f"{name}：不认签名，两边的钟差了 {seconds} 秒", "给服务器装上并打开时间同步（chrony 或 ntp）"
        )
    if result.status == 403:
        return missing(key, f"{name}：不认签名", "正在运行的 bot serve 用的不是这份 .env，改完重启它")
    if result.status == 200:
        return missing(
            key, f"{name}：答的不是原样的 echostr", "这个地址后面不是 bot serve，看 nginx 转到了哪里"
        )
    return missing(key, f"{name}：答了 HTTP {result.status}", "看 nginx 有没有把 /wechat 转给 bot serve")
