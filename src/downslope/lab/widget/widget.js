// \0rolldown/runtime.js
var e = Object.defineProperty, t = (e, t, n) => () => {
	if (n) throw n[0];
	try {
		return e && (t = e(e = 0)), t;
	} catch (e) {
		throw n = [e], e;
	}
}, n = (t, n) => {
	let r = {};
	for (var i in t) e(r, i, {
		get: t[i],
		enumerable: !0
	});
	return n || e(r, Symbol.toStringTag, { value: "Module" }), r;
}, r = t((() => {})), i = t((() => {
	r();
}));
// node_modules/svelte/src/internal/shared/utils.js
function a(e) {
	return typeof e?.then == "function";
}
function o(e) {
	for (var t = 0; t < e.length; t++) e[t]();
}
function s() {
	var e, t;
	return {
		promise: new Promise((n, r) => {
			e = n, t = r;
		}),
		resolve: e,
		reject: t
	};
}
var c, l, u, d, f, p, m, h, g, _, v, y, b = t((() => {
	c = Array.isArray, l = Array.prototype.indexOf, u = Array.prototype.includes, d = Array.from, f = Object.defineProperty, p = Object.getOwnPropertyDescriptor, m = Object.getOwnPropertyDescriptors, h = Object.prototype, g = Array.prototype, _ = Object.getPrototypeOf, v = Object.isExtensible, y = () => {};
})), x, S, C, ee, te, ne, re, ie, ae, oe, se, ce, le, ue, de, fe, pe, me, he, ge, _e, ve, ye, be, xe, Se, w = t((() => {
	x = 1 << 24, S = 1024, C = 2048, ee = 4096, te = 8192, ne = 16384, re = 32768, ie = 1 << 25, ae = 65536, oe = 1 << 19, se = 1 << 20, ce = 1 << 25, le = 1 << 21, ue = 1 << 22, de = 1 << 23, fe = Symbol("$state"), pe = Symbol("component"), me = Symbol("legacy props"), he = Symbol(""), ge = Symbol("attributes"), _e = Symbol("class"), ve = Symbol("style"), ye = Symbol("text"), be = Symbol("form reset"), xe = new class extends Error {
		name = "StaleReactionError";
		message = "The reaction that called `getAbortSignal()` was re-run or destroyed";
	}(), Se = !!globalThis.document?.contentType && /* @__PURE__ */ globalThis.document.contentType.includes("xml");
})), Ce, we, Te, Ee, De, Oe = t((() => {
	Ce = {}, we = Symbol("uninitialized"), Te = "http://www.w3.org/1999/xhtml", Ee = "http://www.w3.org/2000/svg", De = "http://www.w3.org/1998/Math/MathML";
}));
function ke() {
	console.warn("https://svelte.dev/e/derived_inert");
}
function Ae(e) {
	console.warn("https://svelte.dev/e/hydration_mismatch");
}
function je() {
	console.warn("https://svelte.dev/e/select_multiple_invalid_value");
}
function Me() {
	console.warn("https://svelte.dev/e/svelte_boundary_reset_noop");
}
var Ne = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/dom/hydration.js
function Pe(e) {
	E = e;
}
function Fe(e) {
	if (e === null) throw Ae(), Ce;
	return D = e;
}
function Ie() {
	return Fe(/* @__PURE__ */ Vn(D));
}
function T(e) {
	if (E) {
		if (/* @__PURE__ */ Vn(D) !== null) throw Ae(), Ce;
		D = e;
	}
}
function Le(e = 1) {
	if (E) {
		for (var t = e, n = D; t--;) n = /* @__PURE__ */ Vn(n);
		D = n;
	}
}
function Re(e = !0) {
	for (var t = 0, n = D;;) {
		if (n.nodeType === 8) {
			var r = n.data;
			if (r === "]") {
				if (t === 0) return n;
				--t;
			} else (r === "[" || r === "[!" || r[0] === "[" && !isNaN(Number(r.slice(1)))) && (t += 1);
		}
		var i = /* @__PURE__ */ Vn(n);
		e && n.remove(), n = i;
	}
}
function ze(e) {
	if (!e || e.nodeType !== 8) throw Ae(), Ce;
	return e.data;
}
var E, D, Be = t((() => {
	w(), Oe(), Ne(), Zn(), E = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/equality.js
function Ve(e) {
	return e === this.v;
}
function He(e, t) {
	return e == e ? e !== t || typeof e == "object" && !!e || typeof e == "function" : t == t;
}
function Ue(e) {
	return !He(e, this.v);
}
var We = t((() => {}));
function Ge(e) {
	throw Error("https://svelte.dev/e/lifecycle_outside_component");
}
var Ke = t((() => {
	i();
}));
// node_modules/svelte/src/internal/client/errors.js
function qe() {
	throw Error("https://svelte.dev/e/async_derived_orphan");
}
function Je(e, t, n) {
	throw Error("https://svelte.dev/e/each_key_duplicate");
}
function Ye(e) {
	throw Error("https://svelte.dev/e/effect_in_teardown");
}
function Xe() {
	throw Error("https://svelte.dev/e/effect_in_unowned_derived");
}
function Ze(e) {
	throw Error("https://svelte.dev/e/effect_orphan");
}
function Qe() {
	throw Error("https://svelte.dev/e/effect_update_depth_exceeded");
}
function $e(e) {
	throw Error("https://svelte.dev/e/props_invalid_value");
}
function et() {
	throw Error("https://svelte.dev/e/state_descriptors_fixed");
}
function tt() {
	throw Error("https://svelte.dev/e/state_prototype_fixed");
}
function nt() {
	throw Error("https://svelte.dev/e/state_unsafe_mutation");
}
function rt() {
	throw Error("https://svelte.dev/e/svelte_boundary_reset_onerror");
}
var it = t((() => {
	i(), Ke();
})), at, ot, st = t((() => {
	at = !1, ot = !1;
})), ct = t((() => {
	b();
})), lt = t((() => {
	ct(), w(), z(), U();
})), ut = t((() => {
	i(), b(), Ke();
}));
// node_modules/svelte/src/internal/client/context.js
function dt(e) {
	mt = e;
}
function O(e, t = !1, n) {
	mt = {
		p: mt,
		i: !1,
		c: null,
		e: null,
		s: e,
		x: null,
		r: H,
		l: ot && !t ? {
			s: null,
			u: null,
			$: []
		} : null
	};
}
function k(e) {
	var t = mt, n = t.e;
	if (n !== null) {
		t.e = null;
		for (var r of n) sr(r);
	}
	return e !== void 0 && (t.x = e), t.i = !0, mt = t.p, ft(e);
}
function ft(e = {}) {
	return f(e, pe, { value: !0 }), e;
}
function pt() {
	return !ot || mt !== null && mt.l === null;
}
var mt, ht = t((() => {
	i(), it(), U(), z(), st(), w(), b(), mt = null;
}));
// node_modules/svelte/src/internal/client/dom/task.js
function gt() {
	var e = yt;
	yt = [], o(e);
}
function _t(e) {
	if (yt.length === 0 && !fn) {
		var t = yt;
		queueMicrotask(() => {
			t === yt && gt();
		});
	}
	yt.push(e);
}
function vt() {
	for (; yt.length > 0;) gt();
}
var yt, bt = t((() => {
	b(), bn(), yt = [];
}));
// node_modules/svelte/src/internal/client/reactivity/status.js
function xt(e, t) {
	e.f = e.f & Ct | t;
}
function St(e) {
	e.f & 512 || e.deps === null ? xt(e, S) : xt(e, ee);
}
var Ct, wt = t((() => {
	w(), Ct = ~(C | ee | S);
}));
// node_modules/svelte/src/internal/client/reactivity/utils.js
function Tt(e, t) {
	e.f & 2048 ? t.set(e, C) : e.f & 4096 && t.get(e) !== 2048 && t.set(e, ee), xt(e, S);
}
var Et = t((() => {
	w(), wt();
})), Dt = t((() => {
	w(), ct(), U();
}));
// node_modules/svelte/src/internal/client/dom/elements/misc.js
function Ot(e, t) {
	if (t) {
		let t = document.body;
		e.autofocus = !0, _t(() => {
			document.activeElement === t && e.focus();
		});
	}
}
function kt(e) {
	E && /* @__PURE__ */ Bn(e) !== null && Hn(e);
}
function At() {
	jt || (jt = !0, document.addEventListener("reset", (e) => {
		Promise.resolve().then(() => {
			if (!e.defaultPrevented) for (let t of e.target.elements) t[be]?.();
		});
	}, { capture: !0 }));
}
var jt, Mt = t((() => {
	Be(), Zn(), bt(), w(), jt = !1;
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/shared.js
function Nt(e) {
	var t = V, n = H;
	Ar(null), jr(null);
	try {
		return e();
	} finally {
		Ar(t), jr(n);
	}
}
function Pt(e, t, n, r = n) {
	e.addEventListener(t, () => Nt(n));
	let i = e[be];
	i ? e[be] = () => {
		i(), r(!0);
	} : e[be] = () => r(!0), At();
}
var Ft = t((() => {
	z(), U(), w(), Mt();
}));
// node_modules/svelte/src/internal/client/reactivity/async.js
function It(e, t, n, r) {
	let i = pt() ? Ht : Wt;
	var a = e.filter((e) => !e.settled), o = t.map(i);
	if (n.length === 0 && a.length === 0) {
		r(o);
		return;
	}
	var s = H, c = Lt(), l = a.length === 1 ? a[0].promise : a.length > 1 ? Promise.all(a.map((e) => e.promise)) : null;
	function u(e) {
		if (!(s.f & 16384)) {
			c();
			try {
				r([...o, ...e]);
			} catch (e) {
				$n(e, s);
			}
			Rt();
		}
	}
	var d = zt();
	if (n.length === 0) {
		l.then(() => u([])).finally(d);
		return;
	}
	function f() {
		Promise.all(n.map((e) => /* @__PURE__ */ Ut(e))).then(u).catch((e) => $n(e, s)).finally(d);
	}
	l ? l.then(() => {
		s.f & 16384 ? d() : (c(), f(), Rt());
	}) : f();
}
function Lt() {
	var e = H, t = V, n = mt, r = j;
	return function(i = !0) {
		jr(e), Ar(t), dt(n), i && !(e.f & 16384) && (r?.activate(), r?.apply());
	};
}
function Rt(e = !0) {
	Bt = !1, jr(null), Ar(null), dt(null), e && j?.deactivate();
}
function zt() {
	var e = H, t = e.b, n = j, r = !!t?.is_rendered();
	return t?.update_pending_count(1, n), n.increment(r, e), () => {
		t?.update_pending_count(-1, n), n.decrement(r, e);
	};
}
var Bt, Vt = t((() => {
	w(), i(), ht(), er(), U(), bn(), Zt(), z();
}));
/*#__NO_SIDE_EFFECTS__*/
function Ht(e) {
	var t = 2 | C;
	return H !== null && (H.f |= oe), {
		ctx: mt,
		deps: null,
		effects: null,
		equals: Ve,
		f: t,
		fn: e,
		reactions: null,
		rv: 0,
		v: we,
		wv: 0,
		parent: H,
		ac: null
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ut(e, t, n) {
	let r = H;
	r === null && qe();
	var i = void 0, a = xn(we), o = !V, c = /* @__PURE__ */ new Set();
	return dr(() => {
		var t = H, n = s();
		i = n.promise;
		try {
			Promise.resolve(e()).then(n.resolve, (e) => {
				e !== xe && n.reject(e);
			}).finally(Rt);
		} catch (e) {
			n.reject(e), Rt();
		}
		var l = j;
		if (o) {
			if (t.f & 32768) var u = zt();
			if (r.b?.is_rendered()) l.async_deriveds.get(t)?.reject(Xt);
			else for (let e of c.values()) e.reject(Xt);
			c.add(n), l.async_deriveds.set(t, n);
		}
		let d = (e, t = void 0) => {
			u?.(), c.delete(n), t !== Xt && (l.activate(), t ? (a.f |= de, Cn(a, t)) : (a.f & 8388608 && (a.f ^= de), Cn(a, e)), l.deactivate());
		};
		n.promise.then(d, (e) => d(null, e || "unknown"));
	}), ar(() => {
		for (let e of c) e.reject(Xt);
	}), new Promise((e) => {
		function t(n) {
			function r() {
				n === i ? e(a) : t(i);
			}
			n.then(r, r);
		}
		t(i);
	});
}
/*#__NO_SIDE_EFFECTS__*/
function A(e) {
	let t = /* @__PURE__ */ Ht(e);
	return at || Mr(t), t;
}
/*#__NO_SIDE_EFFECTS__*/
function Wt(e) {
	let t = /* @__PURE__ */ Ht(e);
	return t.equals = Ue, t;
}
function Gt(e) {
	var t = e.effects;
	if (t !== null) {
		e.effects = null;
		for (var n = 0; n < t.length; n += 1) yr(t[n]);
	}
}
function Kt(e) {
	var t, n = H, r = e.parent;
	if (!qr && r !== null && e.v !== we && r.f & 24576) return ke(), e.v;
	jr(r);
	try {
		Gt(e), t = Rr(e);
	} finally {
		jr(n);
	}
	return t;
}
function qt(e) {
	var t = Kt(e);
	!e.equals(t) && (e.wv = Fr(), (!j?.is_fork || e.deps === null) && (j === null ? e.v = t : (j.capture(e, t, !0), ln?.capture(e, t, !0)), e.deps === null)) ? xt(e, S) : qr || (un === null ? St(e) : (ir() || j?.is_fork) && un.set(e, t));
}
function Jt(e) {
	if (e.effects !== null) for (let t of e.effects) (t.teardown || t.ac) && (t.teardown?.(), t.ac !== null && Nt(() => {
		t.ac.abort(xe), t.ac = null;
	}), t.fn !== null && (t.teardown = y), Vr(t, 0), _r(t));
}
function Yt(e) {
	if (e.effects !== null) for (let t of e.effects) t.teardown && t.fn !== null && Hr(t);
}
var Xt, Zt = t((() => {
	i(), w(), U(), Ft(), We(), it(), Ne(), z(), Mn(), ut(), st(), ht(), Oe(), bn(), Vt(), b(), wt(), Dt(), Xt = Symbol("obsolete");
}));
// node_modules/svelte/src/internal/client/reactivity/batch.js
function Qt(e) {
	var t = fn, n = ln;
	ln = null, fn = !0;
	try {
		var r;
		for (e && (Qt(), r = e());;) {
			if (vt(), j === null) return r;
			j.flush();
		}
	} finally {
		fn = t, ln = n;
	}
}
function $t() {
	try {
		Qe();
	} catch (e) {
		$n(e, dn);
	}
}
function en(e) {
	var t = e.length;
	if (t !== 0) {
		for (var n = 0; n < t;) {
			var r = e[n++];
			if (!(r.f & 24576) && Ir(r) && (yn = /* @__PURE__ */ new Set(), Hr(r), r.deps === null && r.first === null && r.nodes === null && r.teardown === null && r.ac === null && xr(r), yn?.size > 0)) {
				On.clear();
				for (let e of yn) {
					if (e.f & 24576) continue;
					let t = [e], n = e.parent;
					for (; n !== null;) yn.has(n) && (yn.delete(n), t.push(n)), n = n.parent;
					for (let e = t.length - 1; e >= 0; e--) {
						let n = t[e];
						n.f & 24576 || Hr(n);
					}
				}
				yn.clear();
			}
		}
		yn = null;
	}
}
function tn(e, t, n, r) {
	if (!n.has(e) && (n.add(e), e.reactions !== null)) for (let i of e.reactions) {
		let e = i.f;
		e & 2 ? tn(i, t, n, r) : e & 4194320 && !(e & 2048) && nn(i, t, r) && (xt(i, C), rn(i));
	}
}
function nn(e, t, n) {
	let r = n.get(e);
	if (r !== void 0) return r;
	if (e.deps !== null) for (let r of e.deps) {
		if (u.call(t, r)) return !0;
		if (r.f & 2 && nn(r, t, n)) return n.set(r, !0), !0;
	}
	return n.set(e, !1), !1;
}
function rn(e) {
	j.schedule(e);
}
function an(e, t) {
	if (!(e.f & 32 && e.f & 1024)) {
		e.f & 2048 ? t.d.push(e) : e.f & 4096 && t.m.push(e), xt(e, S);
		for (var n = e.first; n !== null;) an(n, t), n = n.next;
	}
}
function on(e) {
	xt(e, S);
	for (var t = e.first; t !== null;) on(t), t = t.next;
}
var sn, cn, j, ln, un, dn, fn, pn, mn, hn, gn, _n, vn, yn, bn = t((() => {
	w(), st(), b(), U(), it(), bt(), i(), er(), Mn(), z(), Et(), Oe(), wt(), ut(), Dt(), Zt(), sn = null, cn = null, j = null, ln = null, un = null, dn = null, fn = !1, pn = !1, mn = null, hn = null, gn = 0, _n = 1, vn = class e {
		id = _n++;
		started = !1;
		linked = !0;
		prev = null;
		next = null;
		async_deriveds = /* @__PURE__ */ new Map();
		current = /* @__PURE__ */ new Map();
		previous = /* @__PURE__ */ new Map();
		#e = /* @__PURE__ */ new Set();
		#t = /* @__PURE__ */ new Set();
		#n = 0;
		#r = /* @__PURE__ */ new Map();
		#i = null;
		#a = [];
		#o = [];
		#s = /* @__PURE__ */ new Map();
		#c = /* @__PURE__ */ new Map();
		#l = /* @__PURE__ */ new Set();
		is_fork = !1;
		#u = !1;
		constructor() {
			cn === null ? sn = cn = this : (cn.next = this, this.prev = cn), cn = this;
		}
		#d() {
			if (this.is_fork) return !0;
			for (let e of this.#r.keys()) if (!this.#f(e)) return !0;
			return !1;
		}
		#f(e) {
			for (var t = e; t !== null; t = t.parent) if (this.#c.has(t)) return !0;
			return !1;
		}
		skip_effect(e) {
			this.#c.has(e) || this.#c.set(e, {
				d: [],
				m: []
			}), this.#l.delete(e);
		}
		unskip_effect(e, t = (e) => this.schedule(e)) {
			var n = this.#c.get(e);
			if (n) {
				this.#c.delete(e);
				for (var r of n.d) xt(r, C), t(r);
				for (r of n.m) xt(r, ee), t(r);
			}
			this.#l.add(e);
		}
		#p() {
			var e = [];
			for (let i of this.#a) if (!(i.f & 16384 || !(i.f & 6144))) {
				for (var t = i, n = !1; t.parent !== null;) {
					t = t.parent;
					var r = t.f;
					if (r & 96) {
						if (!(r & 1024)) {
							n = !0;
							break;
						}
						t.f ^= S;
					}
				}
				n || e.push(t);
			}
			return this.#a = [], e;
		}
		#m() {
			this.started = !0;
			for (let [e, t] of this.#s) xt(e, t), this.schedule(e);
			this.apply();
			for (var t = mn = [], n = [], r = hn = []; this.#a.length > 0;) {
				gn++ > 1e3 && (this.#x(), $t());
				for (let e of this.#p()) try {
					this.#h(e, t, n);
				} catch (t) {
					throw on(e), this.#d() || this.discard(), t;
				}
			}
			if (j = null, r.length > 0) {
				var i = e.ensure();
				for (let e of r) i.schedule(e);
			}
			if (mn = null, hn = null, this.#d()) {
				this.#y(n), this.#y(t);
				for (let [e, t] of this.#c) an(e, t);
				r.length > 0 && j.#m();
				return;
			}
			let a = this.#g();
			if (a) this.#y(n), this.#y(t), a.#v(this);
			else {
				this.#s.clear();
				for (let e of this.#e) e(this);
				this.#e.clear(), ln = this, en(n), en(t), ln = null, this.#i?.resolve();
				var o = j;
				this.#n === 0 && (this.#a.length === 0 || o !== null) && (this.#x(), at && (this.#b(), j = o)), o !== null && (On.clear(), o.#m());
			}
		}
		#h(e, t, n) {
			e.f ^= S;
			for (var r = e.first; r !== null;) {
				var i = r.f, a = !!(i & 96);
				if (!(a && i & 1024 || i & 8192 || this.#c.has(r)) && r.fn !== null) {
					a ? r.f ^= S : i & 4 ? t.push(r) : at && i & 16777224 ? n.push(r) : Ir(r) && (i & 16 && this.add_dirty_reaction(r, ee), Hr(r));
					var o = r.first;
					if (o !== null) {
						r = o;
						continue;
					}
				}
				for (; r !== null;) {
					var s = r.next;
					if (s !== null) {
						r = s;
						break;
					}
					r = r.parent;
				}
			}
		}
		#g() {
			for (var e = this.prev; e !== null; e = e.prev) if (!e.is_fork && this.#_(e)) return e;
			return null;
		}
		#_(e) {
			for (let [t, [, n]] of this.current) if (!n && e.current.has(t)) return !0;
			return !1;
		}
		#v(e) {
			for (let [t, n] of e.current) !this.previous.has(t) && e.previous.has(t) && this.previous.set(t, e.previous.get(t)), this.current.set(t, n);
			for (let [t, n] of e.async_deriveds) {
				let e = this.async_deriveds.get(t);
				e && n.promise.then(e.resolve).catch(e.reject);
			}
			e.async_deriveds.clear(), this.transfer_reactions(e.#s);
			let t = (e) => {
				var n = e.reactions;
				if (n !== null && !(e.f & 2 && !(e.f & 6144))) for (let e of n) {
					var r = e.f;
					if (r & 2) t(e);
					else {
						var i = e;
						r & 4194320 && !this.async_deriveds.has(i) && (this.#s.delete(i), xt(i, C), this.schedule(i));
					}
				}
			};
			for (let e of this.current.keys()) t(e);
			this.oncommit(() => e.discard()), e.#x(), j = this, this.#m();
		}
		#y(e) {
			for (var t = 0; t < e.length; t += 1) Tt(e[t], this.#s);
		}
		capture(e, t, n = !1) {
			e.v !== we && !this.previous.has(e) && this.previous.set(e, e.v), e.f & 8388608 || (this.current.set(e, [t, n]), un?.set(e, t)), this.is_fork || (e.v = t);
		}
		activate() {
			j = this;
		}
		deactivate() {
			j = null, un = null;
		}
		flush() {
			try {
				pn = !0, j = this, this.#m();
			} finally {
				gn = 0, dn = null, mn = null, hn = null, pn = !1, j = null, un = null, On.clear();
			}
		}
		discard() {
			for (let e of this.#t) e(this);
			this.#t.clear();
			for (let e of this.async_deriveds.values()) e.reject(Xt);
			this.#x(), this.#i?.resolve();
		}
		register_created_effect(e) {
			this.#o.push(e);
		}
		#b() {
			for (let u = sn; u !== null; u = u.next) {
				var e = u.id < this.id, t = [];
				for (let [r, [i, a]] of this.current) {
					if (u.current.has(r)) {
						var n = u.current.get(r)[0];
						if (e && i !== n) u.current.set(r, [i, a]);
						else continue;
					}
					t.push(r);
				}
				if (e) for (let [e, t] of this.async_deriveds) {
					let n = u.async_deriveds.get(e);
					n && t.promise.then(n.resolve).catch(n.reject);
				}
				var r = [...u.current.keys()].filter((e) => !u.current.get(e)[1]);
				if (u.started && r.length !== 0) {
					var i = r.filter((e) => !this.current.has(e));
					if (i.length === 0) e && u.discard();
					else if (t.length > 0) {
						if (e) for (let e of this.#l) u.unskip_effect(e, (e) => {
							e.f & 4194320 ? u.schedule(e) : u.#y([e]);
						});
						u.activate();
						var a = /* @__PURE__ */ new Set(), o = /* @__PURE__ */ new Map();
						for (var s of t) tn(s, i, a, o);
						o = /* @__PURE__ */ new Map();
						var c = [...u.current].filter(([e, t]) => {
							let n = this.current.get(e);
							return !n || n[0] !== t[0] || n[1] !== t[1];
						}).map(([e]) => e);
						if (c.length > 0) for (let e of this.#o) !(e.f & 155648) && nn(e, c, o) && (e.f & 4194320 ? (xt(e, C), u.schedule(e)) : u.add_dirty_reaction(e, C));
						if (u.#a.length > 0 && !u.#u) {
							u.apply();
							for (var l of u.#p()) u.#h(l, [], []);
						}
						u.deactivate();
					}
				}
			}
		}
		increment(e, t) {
			if (this.#n += 1, e) {
				let e = this.#r.get(t) ?? 0;
				this.#r.set(t, e + 1);
			}
		}
		decrement(e, t) {
			if (--this.#n, e) {
				let e = this.#r.get(t) ?? 0;
				e === 1 ? this.#r.delete(t) : this.#r.set(t, e - 1);
			}
			this.#u || (this.#u = !0, _t(() => {
				this.#u = !1, this.linked && this.flush();
			}));
		}
		transfer_reactions(e) {
			for (let [t, n] of e) this.add_dirty_reaction(t, n);
			e.clear();
		}
		add_dirty_reaction(e, t) {
			(t === 2048 || this.#s.get(e) !== 2048) && this.#s.set(e, t);
		}
		oncommit(e) {
			this.#e.add(e);
		}
		ondiscard(e) {
			this.#t.add(e);
		}
		settled() {
			return (this.#i ??= s()).promise;
		}
		static ensure() {
			if (j === null) {
				let t = j = new e();
				!pn && !fn && _t(() => {
					t.started || t.flush();
				});
			}
			return j;
		}
		apply() {
			if (!at || !this.is_fork && this.prev === null && this.next === null) un = null;
			else {
				un = /* @__PURE__ */ new Map();
				for (let [e, [t]] of this.current) un.set(e, t);
				for (let e = sn; e !== null; e = e.next) if (!(e === this || e.is_fork) && (e.id >= this.id || !e.#_(this))) for (let [t, n] of e.previous) un.has(t) || un.set(t, n);
			}
		}
		schedule(e) {
			dn = e, e.b?.is_pending && e.f & 16777228 && !(e.f & 32768) ? e.b.defer_effect(e) : this.#a.push(e);
		}
		#x() {
			if (this.linked) {
				var e = this.prev, t = this.next;
				e === null ? sn = t : e.next = t, t === null ? cn = e : t.prev = e, this.linked = !1;
			}
		}
	}, yn = null;
}));
function xn(e, t) {
	return {
		f: 0,
		v: e,
		reactions: null,
		equals: Ve,
		rv: 0,
		wv: 0
	};
}
/*#__NO_SIDE_EFFECTS__*/
function M(e, t) {
	let n = xn(e, t);
	return Mr(n), n;
}
/*#__NO_SIDE_EFFECTS__*/
function Sn(e, t = !1, n = !0) {
	let r = xn(e);
	return t || (r.equals = Ue), ot && n && mt !== null && mt.l !== null && (mt.l.s ??= []).push(r), r;
}
function N(e, t, n = !1) {
	return V !== null && (!Jr || V.f & 131072) && pt() && V.f & 4325394 && (Yr === null || !Yr.has(e)) && nt(), Cn(e, n ? Nn(t) : t, hn);
}
function Cn(e, t, n = null) {
	if (!e.equals(t)) {
		qr ? On.set(e, t) : On.has(e) || On.set(e, e.v);
		var r = vn.ensure();
		if (r.capture(e, t), e.f & 2) {
			let t = e;
			e.f & 2048 && Kt(t), un === null && St(t);
		}
		e.wv = Fr(), An = null, jn = 0, En(e, C, n), An = null, pt() && H !== null && H.f & 1024 && !(H.f & 96) && (Qr === null ? Nr([e]) : Qr.push(e)), !r.is_fork && Dn.size > 0 && !kn && wn();
	}
	return t;
}
function wn() {
	kn = !1;
	for (let e of Dn) {
		e.f & 1024 && xt(e, ee);
		let t;
		try {
			t = Ir(e);
		} catch {
			t = !0;
		}
		t && Hr(e);
	}
	Dn.clear();
}
function Tn(e) {
	N(e, e.v + 1);
}
function En(e, t, n) {
	var r = e.reactions;
	if (r !== null) {
		var i = pt(), a = r.length;
		if (jn += a, jn > 1e5 && An === null && (An = /* @__PURE__ */ new Set()), An !== null) {
			if (An.has(e)) return;
			An.add(e);
		}
		for (var o = 0; o < a; o++) {
			var s = r[o], c = s.f;
			if (i || s !== H) {
				var l = (c & C) === 0;
				if (l && xt(s, t), c & 131072) Dn.add(s);
				else if (c & 2) {
					var u = s;
					un?.delete(u), En(u, ee, n);
				} else if (l) {
					var d = s;
					c & 16 && yn !== null && yn.add(d), n === null ? rn(d) : n.push(d);
				}
			}
		}
	}
}
var Dn, On, kn, An, jn, Mn = t((() => {
	i(), U(), We(), w(), it(), st(), lt(), ut(), ht(), bn(), In(), Zt(), wt(), Dn = /* @__PURE__ */ new Set(), On = /* @__PURE__ */ new Map(), kn = !1, An = null, jn = 0;
}));
// node_modules/svelte/src/internal/client/proxy.js
function Nn(e) {
	if (typeof e != "object" || !e || fe in e || pe in e) return e;
	let t = _(e);
	if (t !== h && t !== g) return e;
	var n = /* @__PURE__ */ new Map(), r = c(e), i = /* @__PURE__ */ M(0), a = null, o = ti, s = (e) => {
		if (ti === o) return e();
		var t = V, n = ti;
		Ar(null), Pr(o);
		var r = e();
		return Ar(t), Pr(n), r;
	};
	return r && n.set("length", /* @__PURE__ */ M(e.length, a)), new Proxy(e, {
		defineProperty(e, t, r) {
			"value" in r && r.configurable !== !1 && r.enumerable !== !1 && r.writable !== !1 || et();
			var i = n.get(t);
			return i === void 0 ? s(() => {
				var e = /* @__PURE__ */ M(r.value, a);
				return n.set(t, e), e;
			}) : N(i, r.value, !0), !0;
		},
		deleteProperty(e, t) {
			var r = n.get(t);
			if (r === void 0) {
				if (t in e) {
					let e = s(() => /* @__PURE__ */ M(we, a));
					n.set(t, e), Tn(i);
				}
			} else N(r, we), Tn(i);
			return !0;
		},
		get(t, r, i) {
			if (r === fe) return e;
			var o = n.get(r), c = r in t;
			if (o === void 0 && (!c || p(t, r)?.writable) && (o = s(() => /* @__PURE__ */ M(Nn(c ? t[r] : we), a)), n.set(r, o)), o !== void 0) {
				var l = B(o);
				return l === we ? void 0 : l;
			}
			return Reflect.get(t, r, i);
		},
		getOwnPropertyDescriptor(e, t) {
			this.has?.(e, t);
			var r = Reflect.getOwnPropertyDescriptor(e, t), i = n.get(t);
			if (i !== void 0) {
				var a = B(i);
				if (a === we) return;
				if (r && "value" in r) r.value = a;
				else return {
					enumerable: !0,
					configurable: !0,
					value: a,
					writable: !0
				};
			}
			return r;
		},
		has(e, t) {
			if (t === fe) return !0;
			var r = n.get(t), i = r !== void 0 && r.v !== we || Reflect.has(e, t);
			return (r !== void 0 || (H !== null || V !== null) && (!i || p(e, t)?.writable)) && (r === void 0 && (r = s(() => /* @__PURE__ */ M(i ? Nn(e[t]) : we, a)), n.set(t, r)), B(r) === we) ? !1 : i;
		},
		set(e, t, o, c) {
			var l = n.get(t), u = t in e;
			if (r && t === "length") for (var d = o; d < l.v; d += 1) {
				var f = n.get(d + "");
				f === void 0 ? d in e && (f = s(() => /* @__PURE__ */ M(we, a)), n.set(d + "", f)) : N(f, we);
			}
			if (l === void 0) (!u || p(e, t)?.writable) && (l = s(() => /* @__PURE__ */ M(void 0, a)), N(l, Nn(o)), n.set(t, l));
			else {
				u = l.v !== we;
				var m = s(() => Nn(o));
				N(l, m);
			}
			var h = Reflect.getOwnPropertyDescriptor(e, t);
			if (h?.set && h.set.call(c, o), !u) {
				if (r && typeof t == "string") {
					var g = n.get("length"), _ = Number(t);
					Number.isInteger(_) && _ >= g.v && N(g, _ + 1);
				}
				Tn(i);
			}
			return !0;
		},
		ownKeys(e) {
			B(i);
			var t = Reflect.ownKeys(e).filter((e) => {
				var t = n.get(e);
				return t === void 0 || t.v !== we;
			});
			for (var [r, a] of n) a.v !== we && !(r in e) && t.push(r);
			return t;
		},
		setPrototypeOf() {
			tt();
		}
	});
}
function Pn(e) {
	try {
		if (typeof e == "object" && e && fe in e) return e[fe];
	} catch {}
	return e;
}
function Fn(e, t) {
	return Object.is(Pn(e), Pn(t));
}
var In = t((() => {
	i(), U(), b(), Mn(), w(), Oe(), it(), lt(), ut(), st();
})), Ln = t((() => {
	Ne(), In();
}));
// node_modules/svelte/src/internal/client/dom/operations.js
function Rn() {
	if (Kn === void 0) {
		Kn = window, qn = document, Jn = /Firefox/.test(navigator.userAgent);
		var e = Element.prototype, t = Node.prototype, n = Text.prototype;
		Yn = p(t, "firstChild").get, Xn = p(t, "nextSibling").get, v(e) && (e[_e] = void 0, e[ge] = null, e[ve] = void 0, e.__e = void 0), v(n) && (n[ye] = void 0);
	}
}
function zn(e = "") {
	return document.createTextNode(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Bn(e) {
	return Yn.call(e);
}
/*@__NO_SIDE_EFFECTS__*/
function Vn(e) {
	return Xn.call(e);
}
function P(e, t) {
	if (!E) return /* @__PURE__ */ Bn(e);
	var n = /* @__PURE__ */ Bn(D);
	if (n === null) n = D.appendChild(zn());
	else if (t && n.nodeType !== 3) {
		var r = zn();
		return n?.before(r), Fe(r), r;
	}
	return t && Gn(n), Fe(n), n;
}
function F(e, t = !1) {
	if (!E) {
		var n = /* @__PURE__ */ Bn(e);
		return n instanceof Comment && n.data === "" ? /* @__PURE__ */ Vn(n) : n;
	}
	if (t) {
		if (D?.nodeType !== 3) {
			var r = zn();
			return D?.before(r), Fe(r), r;
		}
		Gn(D);
	}
	return D;
}
function I(e, t = !1) {
	if (!E) return /* @__PURE__ */ Bn(e);
	var n = P(e, t);
	return T(e), n;
}
function L(e, t = 1, n = !1) {
	let r = E ? D : e;
	for (var i; t--;) i = r, r = /* @__PURE__ */ Vn(r);
	if (!E) return r;
	if (n) {
		if (r?.nodeType !== 3) {
			var a = zn();
			return r === null ? i?.after(a) : r.before(a), Fe(a), a;
		}
		Gn(r);
	}
	return Fe(r), r;
}
function Hn(e) {
	e.textContent = "";
}
function Un() {
	return !at || yn !== null ? !1 : (H.f & re) !== 0;
}
function Wn(e, t, n) {
	return t == null || t === "http://www.w3.org/1999/xhtml" ? n ? document.createElement(e, { is: n }) : document.createElement(e) : n ? document.createElementNS(t, e, { is: n }) : document.createElementNS(t, e);
}
function Gn(e) {
	if (e.nodeValue.length < 65536) return;
	let t = e.nextSibling;
	for (; t !== null && t.nodeType === 3;) t.remove(), e.nodeValue += t.nodeValue, t = e.nextSibling;
}
var Kn, qn, Jn, Yn, Xn, Zn = t((() => {
	Be(), i(), Ln(), b(), U(), st(), w(), bn(), Oe();
}));
// node_modules/svelte/src/internal/client/error-handling.js
function Qn(e) {
	var t = H;
	if (t === null) return V.f |= de, e;
	if (!(t.f & 32768) && !(t.f & 4)) throw e;
	$n(e, t);
}
function $n(e, t) {
	if (e === Ce) throw e;
	if (!(t !== null && t.f & 16384)) {
		for (; t !== null;) {
			if (t.f & 128 && !(t.f & 33570816)) {
				if (!(t.f & 32768)) throw e;
				try {
					t.b.error(e);
					return;
				} catch (t) {
					e = t;
				}
			}
			t = t.parent;
		}
		throw e;
	}
}
var er = t((() => {
	i(), Oe(), Zn(), w(), b(), U();
}));
// node_modules/svelte/src/internal/client/reactivity/effects.js
function tr(e) {
	H === null && (V === null && Ze(e), Xe()), qr && Ye(e);
}
function nr(e, t) {
	var n = t.last;
	n === null ? t.last = t.first = e : (n.next = e, e.prev = n, t.last = e);
}
function rr(e, t) {
	var n = H;
	n !== null && n.f & 8192 && (e |= te);
	var r = {
		ctx: mt,
		deps: null,
		nodes: null,
		f: e | C | 512,
		first: null,
		fn: t,
		last: null,
		next: null,
		parent: n,
		b: n && n.b,
		prev: null,
		teardown: null,
		wv: 0,
		ac: null
	};
	j?.register_created_effect(r);
	var i = r;
	if (e & 4) mn === null ? vn.ensure().schedule(r) : mn.push(r);
	else if (t !== null) {
		try {
			Hr(r);
		} catch (e) {
			throw yr(r), e;
		}
		i.deps === null && i.teardown === null && i.nodes === null && i.first === i.last && !(i.f & 524288) && (i = i.first, e & 16 && e & 65536 && i !== null && (i.f |= ae));
	}
	if (i !== null && (i.parent = n, n !== null && nr(i, n), V !== null && V.f & 2 && !(e & 64))) {
		var a = V;
		(a.effects ??= []).push(i);
	}
	return r;
}
function ir() {
	return V !== null && !Jr;
}
function ar(e) {
	let t = rr(8, null);
	return xt(t, S), t.teardown = e, t;
}
function or(e) {
	tr("$effect");
	var t = H.f;
	if (!V && t & 32 && mt !== null && !mt.i) {
		var n = mt;
		(n.e ??= []).push(e);
	} else return sr(e);
}
function sr(e) {
	return rr(4 | se, e);
}
function cr(e) {
	return tr("$effect.pre"), rr(8 | se, e);
}
function lr(e) {
	vn.ensure();
	let t = rr(64 | oe, e);
	return (e = {}) => new Promise((n) => {
		e.outro ? Sr(t, () => {
			yr(t), n(void 0);
		}) : (yr(t), n(void 0));
	});
}
function ur(e) {
	return rr(4, e);
}
function dr(e) {
	return rr(ue | oe, e);
}
function fr(e, t = 0) {
	return rr(8 | t, e);
}
function R(e, t = [], n = [], r = []) {
	It(r, t, n, (t) => {
		rr(8, () => {
			e(...t.map(B));
		});
	});
}
function pr(e, t = 0) {
	return rr(16 | t, e);
}
function mr(e, t = 0) {
	return rr(x | t, e);
}
function hr(e) {
	return rr(32 | oe, e);
}
function gr(e) {
	var t = e.teardown;
	if (t !== null) {
		let n = qr, r = V;
		kr(!0), Ar(null);
		try {
			t.call(null);
		} catch (t) {
			$n(t, e.parent);
		} finally {
			kr(n), Ar(r);
		}
	}
}
function _r(e, t = !1) {
	var n = e.first;
	for (e.first = e.last = null; n !== null;) {
		let e = n.ac;
		e !== null && Nt(() => {
			e.abort(xe);
		});
		var r = n.next;
		n.f & 64 ? n.parent = null : yr(n, t), n = r;
	}
}
function vr(e) {
	for (var t = e.first; t !== null;) {
		var n = t.next;
		t.f & 32 || yr(t), t = n;
	}
}
function yr(e, t = !0) {
	var n = !1;
	(t || e.f & 262144) && e.nodes !== null && e.nodes.end !== null && (br(e.nodes.start, e.nodes.end), n = !0), e.f |= ie, _r(e, t && !n), Vr(e, 0);
	var r = e.nodes && e.nodes.t;
	if (r !== null) for (let e of r) e.stop();
	gr(e), e.f ^= ie, e.f |= ne;
	var i = e.parent;
	i !== null && i.first !== null && xr(e), e.next = e.prev = e.teardown = e.ctx = e.deps = e.fn = e.nodes = e.ac = e.b = null;
}
function br(e, t) {
	for (; e !== null;) {
		var n = e === t ? null : /* @__PURE__ */ Vn(e);
		e.remove(), e = n;
	}
}
function xr(e) {
	var t = e.parent, n = e.prev, r = e.next;
	n !== null && (n.next = r), r !== null && (r.prev = n), t !== null && (t.first === e && (t.first = r), t.last === e && (t.last = n));
}
function Sr(e, t, n = !0) {
	var r = [];
	e.f |= 256, Cr(e, r, !0);
	var i = () => {
		n && yr(e), t && t();
	}, a = r.length;
	if (a > 0) {
		var o = () => --a || i();
		for (var s of r) s.out(o);
	} else i();
}
function Cr(e, t, n) {
	if (!(e.f & 8192)) {
		e.f ^= te;
		var r = e.nodes && e.nodes.t;
		if (r !== null) for (let e of r) (e.is_global || n) && t.push(e);
		for (var i = e.first; i !== null;) {
			var a = i.next;
			if (!(i.f & 64)) {
				var o = !!(i.f & 65536) || !!(i.f & 32) && !!(e.f & 16);
				Cr(i, t, o ? n : !1);
			}
			i = a;
		}
	}
}
function wr(e) {
	e.f &= -257, Tr(e, !0);
}
function Tr(e, t) {
	if (!(e.f & 256) && e.f & 8192) {
		e.f ^= te, e.f & 1024 || (xt(e, C), vn.ensure().schedule(e));
		for (var n = e.first; n !== null;) {
			var r = n.next, i = !!(n.f & 65536) || !!(n.f & 32);
			Tr(n, i ? t : !1), n = r;
		}
		var a = e.nodes && e.nodes.t;
		if (a !== null) for (let e of a) (e.is_global || t) && e.in();
	}
}
function Er(e, t) {
	if (e.nodes) for (var n = e.nodes.start, r = e.nodes.end; n !== null;) {
		var i = n === r ? null : /* @__PURE__ */ Vn(n);
		t.append(n), n = i;
	}
}
var z = t((() => {
	U(), w(), er(), it(), i(), b(), Zn(), ht(), bn(), Vt(), Ft(), wt();
})), Dr, Or = t((() => {
	Mn(), U(), Dr = null;
}));
// node_modules/svelte/src/internal/client/runtime.js
function kr(e) {
	qr = e;
}
function Ar(e) {
	V = e;
}
function jr(e) {
	H = e;
}
function Mr(e) {
	V !== null && (!at && V.f & 2097152 || V.f & 2) && (Yr ??= /* @__PURE__ */ new Set()).add(e);
}
function Nr(e) {
	Qr = e;
}
function Pr(e) {
	ti = e;
}
function Fr() {
	return ++$r;
}
function Ir(e) {
	var t = e.f;
	if (t & 2048) return !0;
	if (t & 4096) {
		for (var n = e.deps, r = n.length, i = 0; i < r; i++) {
			var a = n[i];
			if (Ir(a) && qt(a), a.wv > e.wv) return !0;
		}
		t & 512 && un === null && xt(e, S);
	}
	return !1;
}
function Lr(e, t, n = !0) {
	var r = e.reactions;
	if (r !== null && (at || Yr === null || !Yr.has(e))) for (var i = 0; i < r.length; i++) {
		var a = r[i];
		a.f & 2 ? Lr(a, t, !1) : t === a && (n ? xt(a, C) : a.f & 1024 && xt(a, ee), rn(a));
	}
}
function Rr(e) {
	var t = Xr, n = Zr, r = Qr, i = V, a = Yr, o = mt, s = Jr, c = ti, l = e.f;
	Xr = null, Zr = 0, Qr = null, V = l & 96 ? null : e, Yr = null, dt(e.ctx), Jr = !1, ti = ++ei, e.ac !== null && (Nt(() => {
		e.ac.abort(xe);
	}), e.ac = null);
	try {
		e.f |= le;
		var u = e.fn, d = u();
		e.f |= re;
		var f = zr(e);
		if (pt() && Qr !== null && !Jr && f !== null && !(e.f & 6146)) for (var p = 0; p < Qr.length; p++) Lr(Qr[p], e);
		if (i !== null && i !== e) {
			if (ei++, i.deps !== null) for (let e = 0; e < n; e += 1) i.deps[e].rv = ei;
			if (t !== null) for (let e of t) e.rv = ei;
			Qr !== null && (r === null ? r = Qr : r.push(...Qr));
		}
		return e.f & 8388608 && (e.f ^= de), d;
	} catch (t) {
		return zr(e), Qn(t);
	} finally {
		e.f ^= le, Xr = t, Zr = n, Qr = r, V = i, Yr = a, dt(o), Jr = s, ti = c;
	}
}
function zr(e) {
	var t = e.deps, n = j?.is_fork;
	if (Xr !== null) {
		var r;
		if (n || Vr(e, Zr), t !== null && Zr > 0) for (t.length = Zr + Xr.length, r = 0; r < Xr.length; r++) t[Zr + r] = Xr[r];
		else e.deps = t = Xr;
		if (ir() && e.f & 512) for (r = Zr; r < t.length; r++) (t[r].reactions ??= []).push(e);
	} else !n && t !== null && Zr < t.length && (Vr(e, Zr), t.length = Zr);
	return t;
}
function Br(e, t) {
	let n = t.reactions;
	if (n !== null) {
		var r = l.call(n, e);
		if (r !== -1) {
			var i = n.length - 1;
			i === 0 ? n = t.reactions = null : (n[r] = n[i], n.pop());
		}
	}
	if (n === null && t.f & 2 && (Xr === null || !u.call(Xr, t))) {
		var a = t;
		a.f & 512 && (a.f ^= 512), a.v !== we && St(a), a.ac !== null && Nt(() => {
			a.ac.abort(xe), a.ac = null, xt(a, C);
		}), Jt(a), Vr(a, 0);
	}
}
function Vr(e, t) {
	var n = e.deps;
	if (n !== null) for (var r = t; r < n.length; r++) Br(e, n[r]);
}
function Hr(e) {
	var t = e.f;
	if (!(t & 16384)) {
		xt(e, S);
		var n = H;
		H = e;
		try {
			t & 16777232 ? vr(e) : _r(e), gr(e);
			var r = Rr(e);
			e.teardown = typeof r == "function" ? r : null, e.wv = $r;
		} finally {
			H = n;
		}
	}
}
async function Ur() {
	if (at) return new Promise((e) => {
		requestAnimationFrame(() => e()), setTimeout(() => e());
	});
	await Promise.resolve(), Qt();
}
function B(e) {
	var t = !!(e.f & 2);
	if (Dr?.add(e), V !== null && !Jr && !(H !== null && H.f & 16384) && (Yr === null || !Yr.has(e))) {
		var n = V.deps;
		if (V.f & 2097152) e.rv < ei && (e.rv = ei, Xr === null && n !== null && n[Zr] === e ? Zr++ : Xr === null ? Xr = [e] : Xr.push(e));
		else {
			V.deps ??= [], u.call(V.deps, e) || V.deps.push(e);
			var r = e.reactions;
			r === null ? e.reactions = [V] : u.call(r, V) || r.push(V);
		}
	}
	if (qr && On.has(e)) return On.get(e);
	if (t) {
		var i = e;
		if (qr) {
			var a = i.v;
			return (!(i.f & 1024) && i.reactions !== null || Gr(i)) && (a = Kt(i)), On.set(i, a), a;
		}
		var o = !(i.f & 512) && !Jr && V !== null && !!(V.f & 512), s = (i.f & re) === 0;
		Ir(i) && (o && (i.f |= 512), qt(i)), o && !s && (Yt(i), Wr(i));
	}
	if (un?.has(e)) return un.get(e);
	if (e.f & 8388608) throw e.v;
	return e.v;
}
function Wr(e) {
	if (e.f |= 512, e.deps !== null) for (let n of e.deps) {
		var t = n.reactions;
		t === null ? n.reactions = [e] : u.call(t, e) || t.push(e), n.f & 2 && !(n.f & 512) && (Yt(n), Wr(n));
	}
}
function Gr(e) {
	if (e.v === we) return !0;
	if (e.deps === null) return !1;
	for (let t of e.deps) if (On.has(t) || t.f & 2 && Gr(t)) return !0;
	return !1;
}
function Kr(e) {
	var t = Jr;
	try {
		return Jr = !0, e();
	} finally {
		Jr = t;
	}
}
var qr, V, Jr, H, Yr, Xr, Zr, Qr, $r, ei, ti, U = t((() => {
	i(), b(), z(), w(), Mn(), Zt(), st(), lt(), ut(), ht(), bn(), er(), Oe(), Or(), Ft(), wt(), Ne(), qr = !1, V = null, Jr = !1, H = null, Yr = null, Xr = null, Zr = 0, Qr = null, $r = 1, ei = 0, ti = ei;
})), ni = t((() => {
	Z(), xs(), z();
}));
function ri(e) {
	return e.endsWith("capture") && e !== "gotpointercapture" && e !== "lostpointercapture";
}
function ii(e) {
	return ci.includes(e);
}
function ai(e) {
	return e = e.toLowerCase(), ui[e] ?? e;
}
function oi(e) {
	return di.includes(e);
}
function si(e) {
	return pi.includes(e);
}
var ci, li, ui, di, fi, pi, mi = t((() => {
	ci = [
		"beforeinput",
		"click",
		"change",
		"dblclick",
		"contextmenu",
		"focusin",
		"focusout",
		"input",
		"keydown",
		"keyup",
		"mousedown",
		"mousemove",
		"mouseout",
		"mouseover",
		"mouseup",
		"pointerdown",
		"pointermove",
		"pointerout",
		"pointerover",
		"pointerup",
		"touchend",
		"touchmove",
		"touchstart"
	], li = /* @__PURE__ */ "allowfullscreen.async.autofocus.autoplay.checked.controls.default.disabled.formnovalidate.indeterminate.inert.ismap.loop.multiple.muted.nomodule.novalidate.open.playsinline.readonly.required.reversed.seamless.selected.webkitdirectory.defer.disablepictureinpicture.disableremoteplayback".split("."), ui = {
		formnovalidate: "formNoValidate",
		ismap: "isMap",
		nomodule: "noModule",
		playsinline: "playsInline",
		readonly: "readOnly",
		defaultvalue: "defaultValue",
		defaultchecked: "defaultChecked",
		srcobject: "srcObject",
		novalidate: "noValidate",
		allowfullscreen: "allowFullscreen",
		disablepictureinpicture: "disablePictureInPicture",
		disableremoteplayback: "disableRemotePlayback"
	}, [...li], di = ["touchstart", "touchmove"], fi = [
		"$state",
		"$state.raw",
		"$derived",
		"$derived.by"
	], [...fi], pi = [
		"textarea",
		"script",
		"style",
		"title"
	];
})), hi = t((() => {
	w(), mi(), U();
})), gi = t((() => {
	w(), Be(), ht();
}));
// node_modules/svelte/src/internal/client/dom/elements/events.js
function _i(e, t, n, r = {}) {
	function i(e) {
		if (r.capture || xi.call(t, e), !e.cancelBubble) return Nt(() => n?.call(this, e));
	}
	return e.startsWith("pointer") || e.startsWith("touch") || e === "wheel" ? (i.__removed = !1, _t(() => {
		i.__removed || t.addEventListener(e, i, r);
	})) : t.addEventListener(e, i, r), i;
}
function vi(e, t, n, r = {}) {
	var i = _i(t, e, n, r);
	return () => {
		i.__removed = !0, e.removeEventListener(t, i, r);
	};
}
function yi(e, t, n, r, i) {
	var a = {
		capture: r,
		passive: i
	}, o = _i(e, t, n, a);
	(t === document.body || t === window || t === document || t instanceof HTMLMediaElement) && ar(() => {
		o.__removed = !0, t.removeEventListener(e, o, a);
	});
}
function W(e, t, n) {
	(t[Si] ??= {})[e] = n;
}
function bi(e) {
	for (var t = 0; t < e.length; t++) Ci.add(e[t]);
	for (var n of wi) n(e);
}
function xi(e) {
	var t = this, n = t.ownerDocument, r = e.type, i = e.composedPath?.() || [], a = i[0] || e.target;
	Ti = e, Ei || (Ei = !0, setTimeout(() => {
		Ei = !1, Ti = null;
	}));
	var o = 0, s = Ti === e && e[Si];
	if (s) {
		var c = i.indexOf(s);
		if (c !== -1 && (t === document || t === window)) {
			e[Si] = t;
			return;
		}
		var l = i.indexOf(t);
		if (l === -1) return;
		c <= l && (o = c);
	}
	if (a = i[o] || e.target, a !== t) {
		f(e, "currentTarget", {
			configurable: !0,
			get() {
				return a || n;
			}
		});
		var u = V, d = H;
		Ar(null), jr(null);
		try {
			for (var p, m = []; a !== null && a !== t;) {
				try {
					var h = a[Si]?.[r];
					h == null || a.disabled && e.target !== a || h.call(a, e);
				} catch (e) {
					p ? m.push(e) : p = e;
				}
				if (e.cancelBubble) break;
				o++, a = o < i.length ? i[o] : null;
			}
			if (p) {
				for (let e of m) queueMicrotask(() => {
					throw e;
				});
				throw p;
			}
		} finally {
			e[Si] = t, delete e.currentTarget, Ar(u), jr(d);
		}
	}
}
var Si, Ci, wi, Ti, Ei, Di = t((() => {
	z(), b(), Be(), bt(), U(), Ft(), Si = Symbol("events"), Ci = /* @__PURE__ */ new Set(), wi = /* @__PURE__ */ new Set(), Ti = null, Ei = !1;
}));
// node_modules/svelte/src/internal/client/dom/reconciler.js
function Oi(e) {
	return Ai?.createHTML(e) ?? e;
}
function ki(e) {
	var t = Wn("template");
	return t.innerHTML = Oi(e.replaceAll("<!>", "<!---->")), t.content;
}
var Ai, ji = t((() => {
	Zn(), Ai = globalThis?.window?.trustedTypes && /* @__PURE__ */ globalThis.window.trustedTypes.createPolicy("svelte-trusted-html", { createHTML: (e) => e });
}));
// node_modules/svelte/src/internal/client/dom/template.js
function Mi(e, t) {
	var n = H;
	n.nodes === null && (n.nodes = {
		start: e,
		end: t,
		a: null,
		t: null
	});
}
/*#__NO_SIDE_EFFECTS__*/
function G(e, t) {
	var n = !!(t & 1), r = !!(t & 2), i, a = !e.startsWith("<!>");
	return () => {
		if (E) return Mi(D, null), D;
		i === void 0 && (i = ki(a ? e : "<!>" + e), n || (i = /* @__PURE__ */ Bn(i)));
		var t = r || Jn ? document.importNode(i, !0) : i.cloneNode(!0);
		if (n) {
			var o = /* @__PURE__ */ Bn(t), s = t.lastChild;
			Mi(o, s);
		} else Mi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Ni(e, t, n = "svg") {
	var r = !e.startsWith("<!>"), i = !!(t & 1), a = `<${n}>${r ? e : "<!>" + e}</${n}>`, o;
	return () => {
		if (E) return Mi(D, null), D;
		if (!o) {
			var e = /* @__PURE__ */ Bn(ki(a));
			if (i) for (o = document.createDocumentFragment(); /* @__PURE__ */ Bn(e);) o.appendChild(/* @__PURE__ */ Bn(e));
			else o = /* @__PURE__ */ Bn(e);
		}
		var t = o.cloneNode(!0);
		if (i) {
			var n = /* @__PURE__ */ Bn(t), r = t.lastChild;
			Mi(n, r);
		} else Mi(t, t);
		return t;
	};
}
/*#__NO_SIDE_EFFECTS__*/
function Pi(e, t) {
	return /* @__PURE__ */ Ni(e, t, "svg");
}
function Fi(e = "") {
	if (!E) {
		var t = zn(e + "");
		return Mi(t, t), t;
	}
	var n = D;
	return n.nodeType === 3 ? Gn(n) : (n.before(n = zn()), Fe(n)), Mi(n, n), n;
}
function Ii() {
	if (E) return Mi(D, null), D;
	var e = document.createDocumentFragment(), t = document.createComment(""), n = zn();
	return e.append(t, n), Mi(t, n), e;
}
function K(e, t) {
	if (E) {
		var n = H;
		n.f & 32768 && n.nodes.end !== null || (n.nodes.end = D), Ie();
	} else e !== null && e.before(t);
}
function Li() {
	if (E && D && D.nodeType === 8 && D.textContent?.startsWith("$")) {
		let e = D.textContent.substring(1);
		return Ie(), e;
	}
	return (window.__svelte ??= {}).uid ??= 1, `c${window.__svelte.uid++}`;
}
var Ri = t((() => {
	Be(), Zn(), ji(), U(), Oe(), w();
}));
// node_modules/svelte/src/reactivity/create-subscriber.js
function zi(e) {
	let t = 0, n = xn(0), r;
	return () => {
		ir() && (B(n), fr(() => (t === 0 && (r = Kr(() => e(() => Tn(n)))), t += 1, () => {
			_t(() => {
				--t, t === 0 && (r?.(), r = void 0, Tn(n));
			});
		})));
	};
}
var Bi = t((() => {
	U(), z(), Mn(), lt(), i(), bt();
}));
// node_modules/svelte/src/internal/client/dom/blocks/boundary.js
function Vi(e, t, n, r) {
	new Ui(e, t, n, r);
}
var Hi, Ui, Wi = t((() => {
	w(), Oe(), ht(), er(), z(), U(), Be(), bt(), it(), Ne(), i(), bn(), Mn(), lt(), Bi(), Zn(), Et(), Hi = ae | oe, Ui = class {
		parent;
		is_pending = !1;
		transform_error;
		#e;
		#t = E ? D : null;
		#n;
		#r;
		#i;
		#a = null;
		#o = null;
		#s = null;
		#c = null;
		#l = 0;
		#u = 0;
		#d = !1;
		#f = /* @__PURE__ */ new Map();
		#p = null;
		#m = zi(() => (this.#p = xn(this.#l), () => {
			this.#p = null;
		}));
		constructor(e, t, n, r) {
			this.#e = e, this.#n = t, this.#r = (e) => {
				var t = H;
				t.b = this, t.f |= 128, n(e);
			}, this.parent = H.b, this.transform_error = r ?? this.parent?.transform_error ?? ((e) => e), this.#i = pr(() => {
				if (E) {
					let e = ze(this.#t);
					Ie();
					let t = e === "[!";
					if (e.startsWith("[?")) {
						let t = JSON.parse(e.slice(2));
						this.#g(t);
					} else t ? this.#y() : this.#h();
				} else this.#b();
			}, Hi), E && (this.#e = D);
		}
		#h() {
			try {
				this.#a = hr(() => this.#r(this.#e));
			} catch (e) {
				this.error(e);
			}
		}
		#g(e) {
			let t = this.#n.failed, { reset: n, invoke_onerror: r } = this.#_(e);
			_t(r), t && (this.#s = hr(() => {
				t(this.#e, () => e, () => n);
			}));
		}
		#_(e) {
			var t = !1, n = !1;
			let r = () => {
				this.#v() || (t ? Me() : (t = !0, n && rt(), this.#s !== null && Sr(this.#s, () => {
					this.#s = null;
				}), this.#S(() => {
					this.#b();
				})));
			};
			return {
				reset: r,
				invoke_onerror: () => {
					if (!this.#v()) try {
						n = !0, this.#n.onerror?.(e, r), n = !1;
					} catch (e) {
						$n(e, this.#i && this.#i.parent);
					}
				}
			};
		}
		#v() {
			return (this.#i.f & (ne | ie)) !== 0;
		}
		#y() {
			let e = this.#n.pending;
			e && (this.is_pending = !0, this.#o = hr(() => e(this.#e)), _t(() => {
				if (!this.#v()) {
					var e = this.#c = document.createDocumentFragment(), t = zn(), n = !1;
					e.append(t), this.#a = this.#S(() => {
						try {
							return hr(() => this.#r(t));
						} catch (e) {
							try {
								this.error(e), n = !0;
							} catch (e) {
								$n(e, this.#i.parent);
							}
							return null;
						}
					}), this.#a === null ? (this.#c = null, n && this.#x(j)) : this.#u === 0 && (this.#e.before(e), this.#c = null, Sr(this.#o, () => {
						this.#o = null;
					}), this.#x(j));
				}
			}));
		}
		#b() {
			try {
				if (this.is_pending = this.has_pending_snippet(), this.#u = 0, this.#l = 0, this.#a = hr(() => {
					this.#r(this.#e);
				}), this.#u > 0) {
					var e = this.#c = document.createDocumentFragment();
					Er(this.#a, e);
					let t = this.#n.pending;
					this.#o = hr(() => t(this.#e));
				} else this.#x(j);
			} catch (e) {
				this.error(e);
			}
		}
		#x(e) {
			this.is_pending = !1, e.transfer_reactions(this.#f);
		}
		defer_effect(e) {
			Tt(e, this.#f);
		}
		is_rendered() {
			return !this.is_pending && (!this.parent || this.parent.is_rendered());
		}
		has_pending_snippet() {
			return !!this.#n.pending;
		}
		#S(e) {
			var t = H, n = V, r = mt;
			jr(this.#i), Ar(this.#i), dt(this.#i.ctx);
			try {
				return vn.ensure(), e();
			} finally {
				jr(t), Ar(n), dt(r);
			}
		}
		#C(e, t) {
			this.has_pending_snippet() ? (this.#u += e, this.#u === 0 && (this.#x(t), this.#o && Sr(this.#o, () => {
				this.#o = null;
			}), this.#c &&= (this.#e.before(this.#c), null))) : this.parent && this.parent.#C(e, t);
		}
		update_pending_count(e, t) {
			this.#C(e, t), this.#l += e, !this.#p || this.#d || (this.#d = !0, _t(() => {
				this.#d = !1, this.#p && Cn(this.#p, this.#l);
			}));
		}
		get_effect_pending() {
			return this.#m(), B(this.#p);
		}
		error(e) {
			if (e === Ce || !this.#n.onerror && !this.#n.failed) throw e;
			j?.is_fork ? (this.#a && j.skip_effect(this.#a), this.#o && j.skip_effect(this.#o), this.#s && j.skip_effect(this.#s), j.oncommit(() => {
				this.#v() || this.#w(e);
			})) : this.#w(e);
		}
		#w(e) {
			this.#a &&= (yr(this.#a), null), this.#o &&= (yr(this.#o), null), this.#s &&= (yr(this.#s), null), E && (Fe(this.#t), Le(), Fe(Re()));
			let t = this.#n.failed, n = (e) => {
				if (this.#v()) return;
				let { reset: n, invoke_onerror: r } = this.#_(e);
				r(), t && !this.#v() && (this.#s = this.#S(() => {
					try {
						return hr(() => {
							var r = H;
							r.b = this, r.f |= 128, t(this.#e, () => e, () => n);
						});
					} catch (e) {
						return $n(e, this.#i.parent), null;
					}
				}));
			};
			_t(() => {
				if (!this.#v()) {
					var t;
					try {
						t = this.transform_error(e);
					} catch (e) {
						$n(e, this.#i && this.#i.parent);
						return;
					}
					typeof t == "object" && t && typeof t.then == "function" ? t.then(n, (e) => $n(e, this.#i && this.#i.parent)) : n(t);
				}
			});
		}
	};
}));
// node_modules/svelte/src/internal/client/render.js
function Gi(e) {
	Yi = e;
}
function q(e, t) {
	var n = t == null ? "" : typeof t == "object" ? `${t}` : t;
	n !== (e[ye] ??= e.nodeValue) && (e[ye] = n, e.nodeValue = `${n}`);
}
function Ki(e, t) {
	return qi(e, t);
}
function qi(e, { target: t, anchor: n, props: r = {}, events: i, context: a, intro: o = !0, transformError: s }) {
	Rn();
	var c = void 0, l = lr(() => {
		var l = n ?? t.appendChild(zn());
		Vi(l, { pending: () => {} }, (t) => {
			O({});
			var n = mt;
			if (a && (n.c = a), i && (r.$$events = i), E && Mi(t, null), Yi = o, c = e(t, r) || ft(), Yi = !0, E && (H.nodes.end = D, D === null || D.nodeType !== 8 || D.data !== "]")) throw Ae(), Ce;
			k();
		}, s);
		var u = /* @__PURE__ */ new Set(), f = (e) => {
			for (var n = 0; n < e.length; n++) {
				var r = e[n];
				if (!u.has(r)) {
					u.add(r);
					var i = oi(r);
					for (let e of [t, document]) {
						var a = Xi.get(e);
						a === void 0 && (a = /* @__PURE__ */ new Map(), Xi.set(e, a));
						var o = a.get(r);
						o === void 0 ? (e.addEventListener(r, xi, { passive: i }), a.set(r, 1)) : a.set(r, o + 1);
					}
				}
			}
		};
		return f(d(Ci)), wi.add(f), () => {
			for (var e of u) for (let n of [t, document]) {
				var r = Xi.get(n), i = r.get(e);
				--i == 0 ? (n.removeEventListener(e, xi), r.delete(e), r.size === 0 && Xi.delete(n)) : r.set(e, i);
			}
			wi.delete(f), l !== n && l.parentNode?.removeChild(l);
		};
	});
	return Zi.set(c, l), c;
}
function Ji(e, t) {
	let n = Zi.get(e);
	return n ? (Zi.delete(e), n(t)) : Promise.resolve();
}
var Yi, Xi, Zi, Qi = t((() => {
	i(), Zn(), Oe(), U(), ht(), z(), Be(), b(), Di(), Ne(), it(), Ri(), mi(), w(), Wi(), Xi = /* @__PURE__ */ new Map(), Zi = /* @__PURE__ */ new WeakMap();
})), $i = t((() => {
	w(), Be(), z(), Mn(), Qi(), U();
})), ea = t((() => {
	b(), w(), ht(), mi();
})), ta = t((() => {
	it(), ht();
})), na = t((() => {
	ct(), z(), U(), ut();
})), ra = t((() => {
	Vt(), U(), Be(), Ri();
})), ia = t((() => {
	it();
})), aa, oa = t((() => {
	bn(), z(), w(), Be(), Zn(), i(), aa = class {
		anchor;
		#e = /* @__PURE__ */ new Map();
		#t = /* @__PURE__ */ new Map();
		#n = /* @__PURE__ */ new Map();
		#r = /* @__PURE__ */ new Set();
		#i = !0;
		constructor(e, t = !0) {
			this.anchor = e, this.#i = t;
		}
		#a = (e) => {
			if (this.#e.has(e)) {
				var t = this.#e.get(e), n = this.#t.get(t);
				if (n) wr(n), this.#r.delete(t);
				else {
					var r = this.#n.get(t);
					r && (wr(r.effect), this.#t.set(t, r.effect), this.#n.delete(t), r.fragment.lastChild.remove(), this.anchor.before(r.fragment), n = r.effect);
				}
				for (let [t, n] of this.#e) {
					if (this.#e.delete(t), t === e) break;
					let r = this.#n.get(n);
					r && (yr(r.effect), this.#n.delete(n));
				}
				for (let [e, r] of this.#t) {
					if (e === t || this.#r.has(e)) continue;
					let i = () => {
						if (Array.from(this.#e.values()).includes(e)) {
							var t = document.createDocumentFragment();
							Er(r, t), t.append(zn()), this.#n.set(e, {
								effect: r,
								fragment: t
							});
						} else yr(r);
						this.#r.delete(e), this.#t.delete(e);
					};
					this.#i || !n ? (this.#r.add(e), Sr(r, i, !1)) : i();
				}
			}
		};
		#o = (e) => {
			this.#e.delete(e);
			let t = Array.from(this.#e.values());
			for (let [e, n] of this.#n) t.includes(e) || (yr(n.effect), this.#n.delete(e));
		};
		ensure(e, t) {
			var n = j, r = Un();
			if (t && !this.#t.has(e) && !this.#n.has(e)) {
				if (r) {
					var i = document.createDocumentFragment(), a = zn();
					i.append(a), this.#n.set(e, {
						effect: hr(() => t(a)),
						fragment: i
					});
				} else this.#t.set(e, hr(() => t(this.anchor)));
			}
			if (this.#e.set(n, e), r) {
				for (let [t, r] of this.#t) t === e ? n.unskip_effect(r) : n.skip_effect(r);
				for (let [t, r] of this.#n) t === e ? n.unskip_effect(r.effect) : n.skip_effect(r.effect);
				n.oncommit(this.#a), n.ondiscard(this.#o);
			} else E && (this.anchor = D), this.#a(n);
		}
	};
}));
// node_modules/svelte/src/internal/client/dom/blocks/await.js
function sa(e, t, n, r, i) {
	E && Ie();
	var o = pt(), s = we, c = o ? xn(s) : /* @__PURE__ */ Sn(s, !1, !1), l = o ? xn(s) : /* @__PURE__ */ Sn(s, !1, !1), u = new aa(e);
	pr(() => {
		var o = j, s = t(), d = !1;
		let f = E && a(s) === (e.data === "[!");
		if (f && (Fe(Re()), Pe(!1)), a(s)) {
			var p = Lt(), m = !1;
			let e = (e) => {
				if (!d) {
					m = !0, p(!1), j === o && o.deactivate(), vn.ensure();
					try {
						e();
					} finally {
						Rt(!1), fn || Qt();
					}
				}
			};
			s.then((t) => {
				e(() => {
					Cn(c, t), u.ensure(la, r && ((e) => r(e, c)));
				});
			}, (t) => {
				e(() => {
					if (Cn(l, t), u.ensure(ua, i && ((e) => i(e, l))), !i) throw l.v;
				});
			}), E ? u.ensure(ca, n) : _t(() => {
				m || e(() => {
					u.ensure(ca, n);
				});
			});
		} else Cn(c, s), u.ensure(la, r && ((e) => r(e, c)));
		return f && Pe(!0), () => {
			d = !0;
		};
	});
}
var ca, la, ua, da = t((() => {
	b(), z(), Mn(), Be(), bt(), Oe(), ht(), bn(), oa(), Vt(), i(), ca = 0, la = 1, ua = 2;
}));
// node_modules/svelte/src/internal/client/dom/blocks/if.js
function J(e, t, n = !1) {
	var r;
	E && (r = D, Ie());
	var i = new aa(e), a = n ? ae : 0;
	function o(e, t) {
		if (E) {
			var n = ze(r);
			if (e !== parseInt(n.substring(1))) {
				var a = Re();
				Fe(a), i.anchor = a, Pe(!1), i.ensure(e, t), Pe(!0);
				return;
			}
		}
		i.ensure(e, t);
	}
	pr(() => {
		var e = !1;
		t((t, n = 0) => {
			e = !0, o(n, t);
		}), e || o(-1, null);
	}, a);
}
var fa = t((() => {
	w(), Be(), z(), oa();
}));
// node_modules/svelte/src/internal/client/dom/blocks/key.js
function pa(e, t, n) {
	E && Ie();
	var r = new aa(e), i = !pt();
	pr(() => {
		var e = t();
		e !== e && (e = ma), i && typeof e == "object" && e && (e = {}), r.ensure(e, n);
	});
}
var ma, ha = t((() => {
	ht(), z(), Be(), oa(), ma = Symbol("NaN");
})), ga = t((() => {
	z(), Be(), Zn();
}));
// node_modules/svelte/src/internal/client/dom/blocks/each.js
function _a(e, t) {
	return t;
}
function va(e, t, n) {
	for (var r = [], i = t.length, a, o = t.length, s = 0; s < i; s++) {
		let n = t[s];
		Sr(n, () => {
			if (a) {
				if (a.pending.delete(n), a.done.add(n), a.pending.size === 0) {
					var t = e.outrogroups;
					ya(e, d(a.done)), t.delete(a), t.size === 0 && (e.outrogroups = null);
				}
			} else --o;
		}, !1);
	}
	if (o === 0) {
		var c = r.length === 0 && n !== null && e.pending.size === 0;
		if (c) {
			var l = n, u = l.parentNode;
			Hn(u), u.append(l), e.items.clear();
		}
		ya(e, t, !c);
	} else a = {
		pending: new Set(t),
		done: /* @__PURE__ */ new Set()
	}, (e.outrogroups ??= /* @__PURE__ */ new Set()).add(a);
}
function ya(e, t, n = !0) {
	var r;
	if (e.pending.size > 0) {
		r = /* @__PURE__ */ new Set();
		for (let t of e.pending.values()) for (let n of t) r.add(e.items.get(n).e);
	}
	for (var i = 0; i < t.length; i++) {
		var a = t[i];
		r?.has(a) ? (a.f |= ce, Er(a, document.createDocumentFragment())) : yr(t[i], n);
	}
}
function Y(e, t, n, r, i, a = null) {
	var o = e, s = /* @__PURE__ */ new Map();
	if (t & 4) {
		var l = e;
		o = E ? Fe(/* @__PURE__ */ Bn(l)) : l.appendChild(zn());
	}
	E && Ie();
	var u = null, f = /* @__PURE__ */ Wt(() => {
		var e = n();
		return c(e) ? e : e == null ? [] : d(e);
	}), p = /* @__PURE__ */ new Map(), m = !0;
	function h(e) {
		if (!(_.effect.f & 16384)) {
			_.pending.delete(e);
			var n = B(f);
			_.fallback = u, xa(_, n, o, t, r), u !== null && (n.length === 0 ? u.f & 33554432 ? (u.f ^= ce, Ca(u, null, o)) : wr(u) : Sr(u, () => {
				u = null;
			}));
		}
	}
	function g(e) {
		_.pending.delete(e);
	}
	var _ = {
		effect: pr(() => {
			var e = B(f), c = e.length;
			let l = !1;
			E && ze(o) === "[!" != (c === 0) && (o = Re(), Fe(o), Pe(!1), l = !0);
			for (var d = /* @__PURE__ */ new Set(), _ = j, v = Un(), y = 0; y < c; y += 1) {
				E && D.nodeType === 8 && D.data === "]" && (o = D, l = !0, Pe(!1));
				var b = e[y], x = r(b, y), S = m ? null : s.get(x);
				S ? (S.v && Cn(S.v, b), S.i && Cn(S.i, y), v && _.unskip_effect(S.e)) : (S = Sa(s, m ? o : Ta ??= zn(), b, x, y, i, t, n), m || (S.e.f |= ce), s.set(x, S)), d.add(x);
			}
			if (c === 0 && a && !u && (m ? u = hr(() => a(o)) : (u = hr(() => a(Ta ??= zn())), u.f |= ce)), c > d.size && Je("", "", ""), E && c > 0 && Fe(Re()), !m) {
				if (p.set(_, d), v) {
					for (let [e, t] of s) d.has(e) || _.skip_effect(t.e);
					_.oncommit(h), _.ondiscard(g);
				} else h(_);
			}
			l && Pe(!0), B(f);
		}),
		flags: t,
		items: s,
		pending: p,
		outrogroups: null,
		fallback: u
	};
	m = !1, E && (o = D);
}
function ba(e) {
	for (; e !== null && !(e.f & 32);) e = e.next;
	return e;
}
function xa(e, t, n, r, i) {
	var a = !!(r & 8), o = t.length, s = e.items, c = ba(e.effect.first), l, u = null, f, p = [], m = [], h, g, _, v;
	if (a) for (v = 0; v < o; v += 1) h = t[v], g = i(h, v), _ = s.get(g).e, _.f & 33554432 || (_.nodes?.a?.measure(), (f ??= /* @__PURE__ */ new Set()).add(_));
	for (v = 0; v < o; v += 1) {
		if (h = t[v], g = i(h, v), _ = s.get(g).e, e.outrogroups !== null) for (let t of e.outrogroups) t.pending.delete(_), t.done.delete(_);
		if (_.f & 8192 && (wr(_), a && (_.nodes?.a?.unfix(), (f ??= /* @__PURE__ */ new Set()).delete(_))), _.f & 33554432) {
			if (_.f ^= ce, _ === c) Ca(_, null, n);
			else {
				var y = u ? u.next : c;
				_ === e.effect.last && (e.effect.last = _.prev), _.prev && (_.prev.next = _.next), _.next && (_.next.prev = _.prev), wa(e, u, _), wa(e, _, y), Ca(_, y, n), u = _, p = [], m = [], c = ba(u.next);
				continue;
			}
		}
		if (_ !== c) {
			if (l !== void 0 && l.has(_)) {
				if (p.length < m.length) {
					var b = m[0], x;
					u = b.prev;
					var S = p[0], C = p[p.length - 1];
					for (x = 0; x < p.length; x += 1) Ca(p[x], b, n);
					for (x = 0; x < m.length; x += 1) l.delete(m[x]);
					wa(e, S.prev, C.next), wa(e, u, S), wa(e, C, b), c = b, u = C, --v, p = [], m = [];
				} else l.delete(_), Ca(_, c, n), wa(e, _.prev, _.next), wa(e, _, u === null ? e.effect.first : u.next), wa(e, u, _), u = _;
				continue;
			}
			for (p = [], m = []; c !== null && c !== _;) (l ??= /* @__PURE__ */ new Set()).add(c), m.push(c), c = ba(c.next);
			if (c === null) continue;
		}
		_.f & 33554432 || p.push(_), u = _, c = ba(_.next);
	}
	if (e.outrogroups !== null) {
		for (let t of e.outrogroups) t.pending.size === 0 && (ya(e, d(t.done)), e.outrogroups?.delete(t));
		e.outrogroups.size === 0 && (e.outrogroups = null);
	}
	if (c !== null || l !== void 0) {
		var ee = [];
		if (l !== void 0) for (_ of l) _.f & 8192 || ee.push(_);
		for (; c !== null;) !(c.f & 8192) && c !== e.fallback && ee.push(c), c = ba(c.next);
		var te = ee.length;
		if (te > 0) {
			var ne = r & 4 && o === 0 ? n : null;
			if (a) {
				for (v = 0; v < te; v += 1) ee[v].nodes?.a?.measure();
				for (v = 0; v < te; v += 1) ee[v].nodes?.a?.fix();
			}
			va(e, ee, ne);
		}
	}
	a && _t(() => {
		if (f !== void 0) for (_ of f) _.nodes?.a?.apply();
	});
}
function Sa(e, t, n, r, i, a, o, s) {
	var c = o & 1 ? o & 16 ? xn(n) : /* @__PURE__ */ Sn(n, !1, !1) : null, l = o & 2 ? xn(i) : null;
	return {
		v: c,
		i: l,
		e: hr(() => (a(t, c ?? n, l ?? i, s), () => {
			e.delete(r);
		}))
	};
}
function Ca(e, t, n) {
	if (e.nodes) for (var r = e.nodes.start, i = e.nodes.end, a = t && !(t.f & 33554432) ? t.nodes.start : n; r !== null;) {
		var o = /* @__PURE__ */ Vn(r);
		if (a.before(r), r === i) return;
		r = o;
	}
}
function wa(e, t, n) {
	t === null ? e.effect.first = n : t.next = n, n === null ? e.effect.last = t : n.prev = t;
}
var Ta, Ea = t((() => {
	Oe(), Be(), Zn(), z(), Mn(), b(), w(), bt(), U(), i(), Zt(), bn(), it(), lt();
}));
function Da(e, t, n = !1, r = !1, i = !1, a = !1) {
	var o = e, s = "";
	if (n) {
		var c = e;
		E && (o = Fe(/* @__PURE__ */ Bn(c)));
	}
	R(() => {
		var e = H;
		if (s === (s = t() ?? "")) E && Ie();
		else if (n && !E) e.nodes = null, c.innerHTML = s, s !== "" && Mi(/* @__PURE__ */ Bn(c), c.lastChild);
		else if (e.nodes !== null && (br(e.nodes.start, e.nodes.end), e.nodes = null), s !== "") {
			if (E) {
				for (var a = D.data, l = Ie(), u = l; l !== null && (l.nodeType !== 8 || l.data !== "");) u = l, l = /* @__PURE__ */ Vn(l);
				if (l === null) throw Ae(), Ce;
				Mi(D, u), o = Fe(l);
			} else {
				var d = Wn(r ? "svg" : i ? "math" : "template", r ? Ee : i ? De : void 0);
				d.innerHTML = s;
				var f = r || i ? d : d.content;
				if (Mi(/* @__PURE__ */ Bn(f), f.lastChild), r || i) for (; /* @__PURE__ */ Bn(f);) o.before(/* @__PURE__ */ Bn(f));
				else o.before(f);
			}
		}
	});
}
var Oa = t((() => {
	Oe(), z(), Be(), Ri(), Ne(), mi(), i(), ht(), Zn(), U(), w();
})), ka = t((() => {
	Be(), Zn(), Ri();
})), Aa = t((() => {
	mi(), Ke();
}));
// node_modules/svelte/src/internal/client/dom/blocks/snippet.js
function ja(e, t, ...n) {
	var r = new aa(e);
	pr(() => {
		let e = t() ?? null;
		r.ensure(e, e && ((t) => e(t, ...n)));
	}, ae);
}
var Ma = t((() => {
	w(), z(), ht(), Be(), ji(), Ri(), it(), i(), Zn(), Aa(), oa();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-component.js
function Na(e, t, n) {
	var r;
	E && (r = D, Ie());
	var i = new aa(e);
	pr(() => {
		var e = t() ?? null;
		if (E && ze(r) === "[" != (e !== null)) {
			var a = Re();
			Fe(a), i.anchor = a, Pe(!1), i.ensure(e, e && ((t) => n(t, e))), Pe(!0);
		} else i.ensure(e, e && ((t) => n(t, e)));
	}, ae);
}
var Pa = t((() => {
	w(), z(), Be(), oa(), Oe();
})), Fa = t((() => {
	b();
})), Ia = t((() => {
	Fa();
}));
// node_modules/svelte/src/internal/client/dom/elements/transitions.js
function La(e) {
	Ra = e;
}
var Ra, za = t((() => {
	b(), z(), U(), Ia(), Qi(), w(), bt(), Ft();
}));
// node_modules/svelte/src/internal/client/dom/blocks/svelte-element.js
function Ba(e, t, n, r, i, a) {
	let o = E;
	E && Ie();
	var s = null;
	E && D.nodeType === 1 && (s = D, Ie());
	var c = E ? D : e, l = H, u = new aa(c, !1);
	pr(() => {
		let e = t() || null;
		var a = i ? i() : n || e === "svg" ? Ee : void 0;
		if (e === null) u.ensure(null, null), Gi(!0);
		else return u.ensure(e, (t) => {
			if (e) {
				var n = E;
				if (s = E ? s : Wn(e, a), Mi(s, s), r) {
					var i = null;
					E && si(e) && s.append(i = document.createComment(""));
					var o = E ? /* @__PURE__ */ Bn(s) : s.appendChild(zn());
					E && (o === null ? Pe(!1) : Fe(o)), La(l), r(s, o), i?.remove(), La(null);
				}
				H.nodes.end = s, n || t.before(s);
			}
			E && Fe(t);
		}), Gi(!0), () => {
			e && Gi(!1);
		};
	}, ae), ar(() => {
		Gi(!0);
	}), o && (Pe(!0), Fe(c));
}
var Va = t((() => {
	Oe(), Be(), Zn(), z(), Qi(), U(), ht(), i(), w(), Ri(), mi(), oa(), za();
})), Ha = t((() => {
	Be(), Zn(), z(), w();
})), Ua = t((() => {
	z(), Zn(), U();
})), Wa = t((() => {
	z(), U();
}));
// node_modules/svelte/src/internal/client/dom/elements/attachments.js
function Ga(e, t) {
	var n = void 0, r;
	mr(() => {
		n !== (n = t()) && (r &&= (yr(r), null), n && (r = hr(() => {
			ur(() => n(e));
		})));
	});
}
var Ka = t((() => {
	z();
}));
// node_modules/clsx/dist/clsx.mjs
function qa(e) {
	var t, n, r = "";
	if (typeof e == "string" || typeof e == "number") r += e;
	else if (typeof e == "object") {
		if (Array.isArray(e)) {
			var i = e.length;
			for (t = 0; t < i; t++) e[t] && (n = qa(e[t])) && (r && (r += " "), r += n);
		} else for (n in e) e[n] && (r && (r += " "), r += n);
	}
	return r;
}
function Ja() {
	for (var e, t, n = 0, r = "", i = arguments.length; n < i; n++) (e = arguments[n]) && (t = qa(e)) && (r && (r += " "), r += t);
	return r;
}
var Ya = t((() => {}));
// node_modules/svelte/src/internal/shared/attributes.js
function Xa(e) {
	return typeof e == "object" ? Ja(e) : e ?? "";
}
function Za(e, t, n) {
	var r = e == null ? "" : "" + e;
	if (t && (r = r ? r + " " + t : t), n) {
		for (var i of Object.keys(n)) if (n[i]) r = r ? r + " " + i : i;
		else if (r.length) for (var a = i.length, o = 0; (o = r.indexOf(i, o)) >= 0;) {
			var s = o + a;
			(o === 0 || to.includes(r[o - 1])) && (s === r.length || to.includes(r[s])) ? r = (o === 0 ? "" : r.substring(0, o)) + r.substring(s + 1) : o = s;
		}
	}
	return r === "" ? null : r;
}
function Qa(e, t = !1) {
	var n = t ? " !important;" : ";", r = "";
	for (var i of Object.keys(e)) {
		var a = e[i];
		a != null && a !== "" && (r += " " + i + ": " + a + n);
	}
	return r;
}
function $a(e) {
	return e[0] !== "-" || e[1] !== "-" ? e.toLowerCase() : e;
}
function eo(e, t) {
	if (t) {
		var n = "", r, i;
		if (Array.isArray(t) ? (r = t[0], i = t[1]) : r = t, e) {
			e = String(e).replaceAll(/\/\*.*?\*\//g, "").trim();
			var a = !1, o = 0, s = !1, c = [];
			r && c.push(...Object.keys(r).map($a)), i && c.push(...Object.keys(i).map($a));
			var l = 0, u = -1;
			let t = e.length;
			for (var d = 0; d < t; d++) {
				var f = e[d];
				if (s ? f === "/" && e[d - 1] === "*" && (s = !1) : a ? a === f && (a = !1) : f === "/" && e[d + 1] === "*" ? s = !0 : f === "\"" || f === "'" ? a = f : f === "(" ? o++ : f === ")" && o--, !s && a === !1 && o === 0) {
					if (f === ":" && u === -1) u = d;
					else if (f === ";" || d === t - 1) {
						if (u !== -1) {
							var p = $a(e.substring(l, u).trim());
							if (!c.includes(p)) {
								f !== ";" && d++;
								var m = e.substring(l, d).trim();
								n += " " + m + ";";
							}
						}
						l = d + 1, u = -1;
					}
				}
			}
		}
		return r && (n += Qa(r)), i && (n += Qa(i, !0)), n = n.trim(), n === "" ? null : n;
	}
	return e == null ? null : String(e);
}
var to, no = t((() => {
	Ya(), b(), to = [..." 	\n\r\f\xA0\v﻿"];
}));
// node_modules/svelte/src/internal/client/dom/elements/class.js
function ro(e, t, n, r, i, a) {
	var o = e[_e];
	if (E || o !== n || o === void 0) {
		var s = Za(n, r, a);
		E && s === e.getAttribute("class") || (s == null ? e.removeAttribute("class") : t ? e.className = s : e.setAttribute("class", s)), e[_e] = n;
	} else if (a && i !== a) for (var c in a) {
		var l = !!a[c];
		(i == null || l !== !!i[c]) && e.classList.toggle(c, l);
	}
	return a;
}
var io = t((() => {
	no(), w(), Be();
}));
// node_modules/svelte/src/internal/client/dom/elements/style.js
function ao(e, t = {}, n, r) {
	for (var i in n) {
		var a = n[i];
		t[i] !== a && (n[i] == null ? e.style.removeProperty(i) : e.style.setProperty(i, a, r));
	}
}
function oo(e, t, n, r) {
	var i = e[ve];
	if (E || i !== t) {
		var a = eo(t, r);
		E && a === e.getAttribute("style") || (a == null ? e.removeAttribute("style") : e.style.cssText = a), e[ve] = t;
	} else r && (Array.isArray(r) ? (ao(e, n?.[0], r[0]), ao(e, n?.[1], r[1], "important")) : ao(e, n, r));
	return r;
}
var so = t((() => {
	no(), w(), Be();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/select.js
function co(e, t) {
	t ? e.hasAttribute("selected") || e.setAttribute("selected", "") : e.removeAttribute("selected");
}
function lo(e, t) {
	var n = !("__defaultValue" in e);
	(n || e.__defaultValue !== t) && (e.__defaultValue = t, uo(e, !n || "__value" in e));
}
function uo(e, t) {
	var n = e.__defaultValue, r = e.multiple, i = r ? n ?? [] : null;
	if (!r || c(i)) {
		var a = e.selectedIndex, o = t && r ? new Set(e.selectedOptions) : null;
		for (var s of e.options) {
			var l = ho(s);
			co(s, r ? i.includes(l) : Fn(l, n));
		}
		if (t) {
			if (o !== null) for (s of e.options) {
				var u = o.has(s);
				s.selected !== u && (s.selected = u);
			}
			else e.selectedIndex !== a && (e.selectedIndex = a);
		}
	}
}
function fo(e, t, n = !1) {
	if (e.multiple) {
		if (t == null) return;
		if (!c(t)) return je();
		for (var r of e.options) r.selected = t.includes(ho(r));
	} else {
		for (r of e.options) if (Fn(ho(r), t)) {
			r.selected = !0;
			return;
		}
		n && t === void 0 || (e.selectedIndex = -1);
	}
}
function po(e) {
	var t = new MutationObserver((t) => {
		t.every(go) || ("__defaultValue" in e && uo(e, !1), "__value" in e && fo(e, e.__value));
	});
	t.observe(e, {
		childList: !0,
		subtree: !0,
		attributes: !0,
		attributeFilter: ["value"]
	}), ar(() => {
		t.disconnect();
	});
}
function mo(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet(), i = !0;
	Pt(e, "change", (t) => {
		var i = t ? "[selected]" : ":checked", a;
		if (e.multiple) a = [].map.call(e.querySelectorAll(i), ho);
		else {
			var o = e.querySelector(i) ?? e.querySelector("option:not([disabled])");
			a = o && ho(o);
		}
		n(a), e.__value = a, j !== null && r.add(j);
	}), ur(() => {
		var a = t();
		if (e === document.activeElement) {
			var o = at ? ln : j;
			if (r.has(o)) return;
		}
		if (fo(e, a, i), i && a === void 0) {
			var s = e.querySelector(":checked");
			s !== null && (a = ho(s), n(a));
		}
		e.__value = a, i = !1;
	});
}
function ho(e) {
	return "__value" in e ? e.__value : e.value;
}
function go(e) {
	if (e.target.closest("selectedcontent") !== null) return !0;
	if (e.type === "childList") {
		var t = [...e.addedNodes, ...e.removedNodes];
		return t.length > 0 && t.every((e) => e.nodeName === "SELECTEDCONTENT");
	}
	return !1;
}
var _o = t((() => {
	z(), Ft(), In(), b(), Ne(), bn(), st();
}));
// node_modules/svelte/src/internal/client/dom/elements/attributes.js
function vo(e) {
	if (E) {
		var t = !1, n = () => {
			if (!t) {
				if (t = !0, e.hasAttribute("value")) {
					var n = e.value;
					X(e, "value", null), e.value = n;
				}
				if (e.hasAttribute("checked")) {
					var r = e.checked;
					X(e, "checked", null), e.checked = r;
				}
			}
		};
		e[be] = n, _t(n), At();
	}
}
function yo(e, t) {
	var n = Co(e);
	n.value !== (n.value = t ?? void 0) && (e.value !== t || t === 0 && e.nodeName === No) && (e.value = t ?? "");
}
function bo(e, t) {
	var n = Co(e);
	n.checked !== (n.checked = t ?? void 0) && (e.checked = t);
}
function X(e, t, n, r) {
	var i = Co(e);
	if (!(E && (i[t] = e.getAttribute(t), t === "src" || t === "srcset" || t === "href" && e.nodeName === ko))) {
		var a = i[t];
		a !== (i[t] = n) && (t === "loading" && (e[he] = n), n == null ? e.removeAttribute(t) : typeof n != "string" && wo(e).has(t) ? e[t] = n : (!E || typeof n != "number" && typeof n != "boolean" || a !== String(n)) && e.setAttribute(t, n));
	}
}
function xo(e, t, n, r, i = !1, a = !1) {
	E && i && e.nodeName === Ao && ("defaultValue" in n || "defaultChecked" in n || vo(e));
	var o = Co(e), s = o[Do], c = !o[Oo];
	let l = E && s;
	l && Pe(!1);
	var u = t || {}, d = e.nodeName === jo, f = e.nodeName === Mo;
	try {
		for (var p in t) !(p in n) && p[0] + p[1] !== "$$" && (n[p] = null);
		n.class ? n.class = Xa(n.class) : (r || n[To]) && (n.class = null), n[Eo] && (n.style ??= null);
		var m = wo(e);
		if (e.nodeName === Ao && "type" in n && ("value" in n || "__value" in n)) {
			var h = n.type;
			(h !== u.type || h === void 0 && e.hasAttribute("type")) && (u.type = h, X(e, "type", h, a));
		}
		for (let i in n) {
			let l = n[i];
			if (d && i === "value" && l == null) e.value = e.__value = "", u[i] = l;
			else if (i === "class") ro(e, e.namespaceURI === "http://www.w3.org/1999/xhtml", l, r, t?.[To], n[To]), u[i] = l, u[To] = n[To];
			else if (i === "style") oo(e, l, t?.[Eo], n[Eo]), u[i] = l, u[Eo] = n[Eo];
			else {
				var g = u[i];
				if (l !== g || l === void 0 && e.hasAttribute(i)) {
					u[i] = l;
					var _ = i[0] + i[1];
					if (_ !== "$$") {
						if (_ === "on") {
							let t = {}, n = "$$" + i, r = i.slice(2);
							var v = ii(r);
							if (ri(r) && (r = r.slice(0, -7), t.capture = !0), !v && g) {
								if (l != null) continue;
								e.removeEventListener(r, u[n], t), u[n] = null;
							}
							if (v) W(r, e, l), bi([r]);
							else if (l != null) {
								function a(e) {
									u[i].call(this, e);
								}
								u[n] = _i(r, e, a, t);
							}
						} else if (i === "style") X(e, i, l);
						else if (i === "autofocus") Ot(e, !!l);
						else if (!s && (i === "__value" || i === "value" && l != null)) e.__value = l, (g == null || e.value !== l || l === 0 && e.nodeName === No) && (e.value = l);
						else if (i === "selected" && d) co(e, l);
						else {
							var y = i;
							c || (y = ai(y));
							var b = y === "defaultValue" || y === "defaultChecked";
							if (f && y === "defaultValue") continue;
							if (l == null && !s && !b) {
								if (o[i] = null, y === "value" || y === "checked") {
									let n = e, r = t === void 0;
									if (y === "value") {
										let e = n.defaultValue;
										n.removeAttribute(y), n.defaultValue = e, n.value = n.__value = r ? e : null;
									} else {
										let e = n.defaultChecked;
										n.removeAttribute(y), n.defaultChecked = e, n.checked = r ? e : !1;
									}
								} else e.removeAttribute(i);
							} else b || (s || typeof l != "string") && m.has(y) ? (e[y] = l, y in o && (o[y] = we)) : typeof l != "function" && X(e, y, l, a);
						}
					}
				}
			}
		}
	} finally {
		l && Pe(!0);
	}
	return u;
}
function So(e, t, n = [], r = [], i = [], a, o = !1, s = !1) {
	It(i, n, r, (n) => {
		var r = void 0, i = {}, c = e.nodeName === Mo, l = !1;
		if (mr(() => {
			var u = t(...n.map(B)), d = xo(e, r, u, a, o, s);
			if (l && c) {
				var f = e;
				"defaultValue" in u && lo(f, u.defaultValue), "value" in u && fo(f, u.value);
			}
			for (let e of Object.getOwnPropertySymbols(i)) u[e] || yr(i[e]);
			for (let t of Object.getOwnPropertySymbols(u)) {
				var p = u[t];
				t.description !== "@attach" || r && p === r[t] || (i[t] && yr(i[t]), i[t] = hr(() => Ga(e, () => p))), d[t] = p;
			}
			r = d;
		}), c) {
			var u = e;
			ur(() => {
				var e = r;
				"defaultValue" in e && lo(u, e.defaultValue), fo(u, e.value, !0), po(u);
			});
		}
		l = !0;
	});
}
function Co(e) {
	return e[ge] ??= {
		[Do]: e.nodeName.includes("-"),
		[Oo]: e.namespaceURI === Te
	};
}
function wo(e) {
	var t = e.getAttribute("is") || e.nodeName, n = Po.get(t);
	if (n) return n;
	Po.set(t, n = /* @__PURE__ */ new Set());
	for (var r, i = e, a = Element.prototype; a !== i;) {
		for (var o in r = m(i), r) r[o].set && o !== "innerHTML" && o !== "textContent" && o !== "innerText" && n.add(o);
		i = _(i);
	}
	return n;
}
var To, Eo, Do, Oo, ko, Ao, jo, Mo, No, Po, Fo = t((() => {
	i(), Be(), b(), Di(), Mt(), Ne(), w(), bt(), mi(), U(), Ka(), no(), io(), so(), Oe(), z(), _o(), Vt(), To = Symbol("class"), Eo = Symbol("style"), Do = Symbol("is custom element"), Oo = Symbol("is html"), ko = Se ? "link" : "LINK", Ao = Se ? "input" : "INPUT", jo = Se ? "option" : "OPTION", Mo = Se ? "select" : "SELECT", No = Se ? "progress" : "PROGRESS", Po = /* @__PURE__ */ new Map();
})), Io = t((() => {
	Be(), Zn(), ji(), Ka();
})), Lo = t((() => {
	Ft();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/input.js
function Ro(e, t, n = t) {
	var r = /* @__PURE__ */ new WeakSet();
	Pt(e, "input", async (i) => {
		var a = i ? e.defaultValue : e.value;
		if (a = Ho(e) ? Uo(a) : a, n(a), j !== null && r.add(j), await Ur(), a !== (a = t())) {
			var o = e.selectionStart, s = e.selectionEnd, c = e.value.length;
			if (e.value = a ?? "", s !== null) {
				var l = e.value.length;
				o === s && s === c && l > c ? (e.selectionStart = l, e.selectionEnd = l) : (e.selectionStart = o, e.selectionEnd = Math.min(s, l));
			}
		}
	}), (E && e.defaultValue !== e.value || Kr(t) == null && e.value) && (n(Ho(e) ? Uo(e.value) : e.value), j !== null && r.add(j)), fr(() => {
		var n = t();
		if (e === document.activeElement) {
			var i = at ? ln : j;
			if (r.has(i)) return;
		}
		Ho(e) && n === Uo(e.value) || (e.type !== "date" || n || e.value) && n !== e.value && (e.value = n ?? "");
	});
}
function zo(e, t, n, r, i = r) {
	var a = n.getAttribute("type") === "checkbox", o = e;
	let s = !1;
	if (t !== null) for (var c of t) o = o[c] ??= [];
	o.push(n), Pt(n, "change", () => {
		var e = n.__value;
		a && (e = Vo(o, e, n.checked)), i(e);
	}, () => i(a ? [] : null)), fr(() => {
		var e = r();
		E && n.defaultChecked !== n.checked ? s = !0 : a ? (e ||= [], n.checked = e.includes(n.__value)) : n.checked = Fn(n.__value, e);
	}), ar(() => {
		var e = o.indexOf(n);
		e !== -1 && o.splice(e, 1);
	}), Wo.has(o) || (Wo.add(o), _t(() => {
		o.sort((e, t) => e.compareDocumentPosition(t) === 4 ? -1 : 1), Wo.delete(o);
	})), _t(() => {
		if (s) {
			var e = a ? Vo(o, e, n.checked) : o.find((e) => e.checked)?.__value;
			i(e);
		}
	});
}
function Bo(e, t, n = t) {
	Pt(e, "change", (t) => {
		n(t ? e.defaultChecked : e.checked);
	}), (E && e.defaultChecked !== e.checked || Kr(t) == null) && n(e.checked), fr(() => {
		e.checked = !!t();
	});
}
function Vo(e, t, n) {
	for (var r = /* @__PURE__ */ new Set(), i = 0; i < e.length; i += 1) e[i].checked && r.add(e[i].__value);
	return n || r.delete(t), Array.from(r);
}
function Ho(e) {
	var t = e.type;
	return t === "number" || t === "range";
}
function Uo(e) {
	return e === "" ? null : +e;
}
var Wo, Go = t((() => {
	i(), z(), Ft(), it(), In(), bt(), Be(), U(), bn(), st(), Wo = /* @__PURE__ */ new Set();
})), Ko = t((() => {
	z(), Ft();
})), qo = t((() => {
	Ft();
})), Jo = t((() => {
	z(), b();
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/size.js
function Yo(e, t, n) {
	var r = Zo.observe(e, () => n(e[t]));
	ur(() => (Kr(() => n(e[t])), r));
}
var Xo, Zo, Qo = t((() => {
	z(), U(), Xo = class e {
		#e = /* @__PURE__ */ new WeakMap();
		#t;
		#n;
		static entries = /* @__PURE__ */ new WeakMap();
		constructor(e) {
			this.#n = e;
		}
		observe(e, t) {
			var n = this.#e.get(e) || /* @__PURE__ */ new Set();
			return n.add(t), this.#e.set(e, n), this.#r().observe(e, this.#n), () => {
				var n = this.#e.get(e);
				n.delete(t), n.size === 0 && (this.#e.delete(e), this.#t.unobserve(e));
			};
		}
		#r() {
			return this.#t ??= new ResizeObserver((t) => {
				for (var n of t) {
					e.entries.set(n.target, n);
					for (var r of this.#e.get(n.target) || []) r(n);
				}
			});
		}
	}, Zo = /* @__PURE__ */ new Xo({ box: "border-box" });
}));
// node_modules/svelte/src/internal/client/dom/elements/bindings/this.js
function $o(e, t) {
	return e === t || e?.[fe] === t;
}
function es(e = ft(), t, n, r) {
	var i = mt.r, a = H;
	return ur(() => {
		var o, s;
		return fr(() => {
			o = s, s = r?.() || [], Kr(() => {
				$o(n(...s), e) || (t(e, ...s), o && $o(n(...o), e) && t(null, ...o));
			});
		}), () => {
			let r = a;
			for (; r !== i && r.parent !== null && r.parent.f & 33554432;) r = r.parent;
			let o = () => {
				s && $o(n(...s), e) && t(null, ...s);
			}, c = r.teardown;
			r.teardown = () => {
				o(), c?.();
			};
		};
	}), e;
}
var ts = t((() => {
	w(), ht(), z(), U();
})), ns = t((() => {
	z(), Ft();
})), rs = t((() => {
	z(), Ft();
})), is = t((() => {
	b(), z(), Di();
})), as = t((() => {
	b(), ht(), Zt(), z(), U();
})), os = t((() => {
	Mn(), U(), b();
})), ss = t((() => {
	U(), b();
})), cs = t((() => {
	b(), ss();
}));
// node_modules/svelte/src/internal/client/reactivity/store.js
function ls(e) {
	var t = us;
	try {
		return us = !1, [e(), us];
	} finally {
		us = t;
	}
}
var us, ds = t((() => {
	ss(), cs(), b(), U(), z(), Mn(), us = !1;
}));
// node_modules/svelte/src/internal/client/reactivity/props.js
function fs(e, t, n, r) {
	var i = !ot || !!(n & 2), a = !!(n & 8), o = !!(n & 16), s = r, c = !0, l = void 0, u = () => o && i ? (l ??= /* @__PURE__ */ Ht(r), B(l)) : (c && (c = !1, s = o ? Kr(r) : r), s);
	let d;
	if (a) {
		var f = fe in e || me in e;
		d = p(e, t)?.set ?? (f && t in e ? (n) => e[t] = n : void 0);
	}
	var m, h = !1;
	a ? [m, h] = ls(() => e[t]) : m = e[t], m === void 0 && r !== void 0 && (m = u(), d && (i && $e(t), d(m)));
	var g = i ? () => {
		var n = e[t];
		return n === void 0 ? u() : (c = !0, n);
	} : () => {
		var n = e[t];
		return n !== void 0 && (s = void 0), n === void 0 ? s : n;
	};
	if (i && !(n & 4)) return g;
	if (d) {
		var _ = e.$$legacy;
		return (function(e, t) {
			return arguments.length > 0 ? ((!i || !t || _ || h) && d(t ? g() : e), e) : g();
		});
	}
	var v = !1, y = (n & 1 ? Ht : Wt)(() => (v = !1, g()));
	a && B(y);
	var b = H;
	return (function(e, t) {
		if (arguments.length > 0) {
			let n = t ? B(y) : i && a ? Nn(e) : e;
			return N(y, n), v = !0, s !== void 0 && (s = n), e;
		}
		return qr && v || b.f & 16384 ? y.v : B(y);
	});
}
var ps = t((() => {
	i(), Oe(), b(), Mn(), Zt(), U(), it(), w(), In(), ds(), st(), z();
})), ms = t((() => {
	ht(), z(), ds(), Vt();
})), hs = t((() => {
	w(), z(), Mn(), Qi(), U(), bn(), b(), it(), ht(), st(), wt(), is();
})), gs = t((() => {
	hs(), z(), Ri(), b(), Zn();
})), _s = t((() => {
	w(), ct(), U();
})), Z = t((() => {
	ni(), Oe(), ht(), hi(), gi(), $i(), ea(), ta(), lt(), na(), ra(), ia(), da(), fa(), ha(), ga(), Ea(), Oa(), ka(), Ma(), Pa(), Va(), Ha(), Ua(), Wa(), Ka(), Fo(), io(), Di(), Mt(), Io(), so(), za(), Lo(), Go(), Ko(), qo(), Jo(), _o(), Qo(), ts(), ns(), rs(), Be(), is(), as(), os(), Ri(), Vt(), bn(), Zt(), z(), Mn(), ps(), ds(), Wi(), Or(), Qi(), U(), ms(), Fa(), In(), gs(), Zn(), no(), ct(), b(), Aa(), Ln(), _s();
})), vs = t((() => {
	Be(), it();
}));
// node_modules/svelte/src/index-client.js
function ys(e) {
	mt === null && Ge("onMount"), ot && mt.l !== null ? bs(mt).m.push(e) : or(() => {
		let t = Kr(e);
		if (typeof t == "function") return t;
	});
}
function bs(e) {
	var t = e.l;
	return t.u ??= {
		a: [],
		b: [],
		m: []
	};
}
var xs = t((() => {
	U(), b(), Z(), it(), st(), ht(), i(), bn(), vs(), Qi(), Ma();
})), Ss, Cs, ws, Ts, Es = t((() => {
	Z(), Ss = 1500, Cs = 4e3, ws = class {
		#e = /* @__PURE__ */ M(!1);
		get stopped() {
			return B(this.#e);
		}
		set stopped(e) {
			N(this.#e, e, !0);
		}
		waiting = null;
		recovery() {
			return this.stopped = !0, this.waiting ??= this.poll().finally(() => {
				this.waiting = null, this.stopped = !1;
			}), this.waiting;
		}
		watch() {
			let e = setInterval(() => {
				this.stopped || document.hidden || fetch("api/health", { cache: "no-store" }).catch(() => this.recovery());
			}, Cs);
			return () => clearInterval(e);
		}
		async poll() {
			for (;;) {
				await new Promise((e) => setTimeout(e, Ss));
				try {
					if ((await fetch("api/health", { cache: "no-store" })).ok) return;
				} catch {}
			}
		}
	}, Ts = new ws();
}));
// src/api.ts
async function Ds(e) {
	let t = await As("api/csv", {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ data: e })
	});
	if (!t.ok) throw js(await t.json().catch(() => null), t);
	return t.text();
}
async function Os(e, t) {
	let n = await As(`api/${e}`, t), r = await n.json().catch(() => null);
	if (!n.ok) throw js(r, n);
	return r;
}
function ks(e) {
	Vs = e;
}
async function As(e, t) {
	for (;;) try {
		return await Vs(e, t);
	} catch (e) {
		if (t.signal?.aborted) throw e;
		await Ts.recovery();
	}
}
function js(e, t) {
	let n = e ?? {}, r = n.error ?? `The server answered ${t.status} ${t.statusText}.`;
	return new Ms(r, t.status, n.row, n.column);
}
var Ms, Ns, Ps, Fs, Is, Ls, Rs, zs, Bs, Vs, Hs = t((() => {
	Es(), Ms = class extends Error {
		status;
		row;
		column;
		constructor(e, t, n, r) {
			super(e), this.status = t, this.row = n, this.column = r;
		}
	}, Ns = (e) => e instanceof Error ? e.message : String(e), Ps = () => Rs("start"), Fs = (e, t) => zs("data", { data: e }, t), Is = (e, t) => zs("run", e, t), Ls = (e, t) => zs("compare", { data: e }, t), Rs = (e, t) => Os(e, { signal: t }), zs = (e, t, n) => Os(e, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(t),
		signal: n
	}), Bs = (e, t, n) => Os(e, {
		method: "POST",
		body: t,
		signal: n
	}), Vs = (e, t) => fetch(e, t);
})), Us = t((() => {})), Q = t((() => {
	Us(), typeof window < "u" && ((window.__svelte ??= {}).v ??= /* @__PURE__ */ new Set()).add("5");
}));
Q(), Z(), Hs();
var Ws = 450, Gs = 1e-9, Ks = 1e290, qs = class {
	#e = /* @__PURE__ */ M(null);
	get answer() {
		return B(this.#e);
	}
	set answer(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(Nn(NaN));
	get difference() {
		return B(this.#t);
	}
	set difference(e) {
		N(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ M("");
	get error() {
		return B(this.#n);
	}
	set error(e) {
		N(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ A(() => this.answer !== null && this.difference <= Gs);
	get agrees() {
		return B(this.#r);
	}
	set agrees(e) {
		N(this.#r, e);
	}
	constructor(e) {
		or(() => {
			let { run: t } = e, n = Js(e);
			if (!t || !n) return;
			this.answer = null, this.error = "";
			let r = new AbortController(), i = setTimeout(() => void this.ask(n, t, r.signal), Ws);
			return () => {
				clearTimeout(i), r.abort();
			};
		});
	}
	async ask(e, t, n) {
		try {
			let r = await Is(e, n);
			if (n.aborted) return;
			this.difference = Ys(t, r), this.answer = r;
		} catch (e) {
			n.aborted || (this.error = Ns(e));
		}
	}
};
function Js(e) {
	if (!e.data) return null;
	let { lr: t, epochs: n, rule: r, loss: i, standardize: a } = e;
	return {
		data: e.descriptor,
		lr: t,
		epochs: n,
		rule: r,
		loss: i,
		standardize: a,
		start: [...e.startWeights]
	};
}
function Ys(e, t) {
	let n = t.losses.length === e.epochs + 1 ? 0 : Infinity;
	for (let r = 0; r < t.losses.length; r++) {
		let i = Math.abs(e.losses[r]), a = !(Math.max(i, t.losses[r] ?? 0) < Ks);
		n = Math.max(n, Xs(e.losses[r], t.losses[r], i, a));
		let o = e.weights.subarray(r * e.p, (r + 1) * e.p), s = o.reduce((e, t) => Math.max(e, Math.abs(t)), 0);
		t.weights[r].forEach((e, t) => n = Math.max(n, Xs(o[t], e, s, a)));
	}
	return n;
}
function Xs(e, t, n, r) {
	return t === null || !Number.isFinite(e) ? r ? 0 : Infinity : n === 0 ? Math.abs(t) : Math.abs(e - t) / n;
}
// src/lib/format.ts
function $(e, t = 4) {
	if (Number.isNaN(e)) return "∞";
	if (!Number.isFinite(e)) return e < 0 ? `${rc}∞` : "∞";
	if (e === 0) return "0";
	let n = Math.abs(e);
	return n >= 1e6 || n < 1e-4 ? nc(e, Math.min(t, 3)) : n >= 10 ** t ? Qs(e) : oc(e.toPrecision(t));
}
function Zs(e, t = 6) {
	return oc(String(Number(e.toPrecision(t))));
}
function Qs(e) {
	return oc(ic.format(Math.round(e)));
}
function $s(e) {
	return Number.isFinite(e) ? e >= 1e9 ? `about ${nc(e, 1)} epochs` : `${Qs(e)} epoch${e === 1 ? "" : "s"}` : "never";
}
function ec(e) {
	let t = 100 * Math.abs(1 - e);
	if (!Number.isFinite(t)) return `${$(e)}\u00a0%`;
	let n = t === 0 ? 1 : Math.max(0, Math.min(8, 1 - Math.floor(Math.log10(t))));
	return `${(100 * e).toFixed(n)}\u00a0%`;
}
function tc(e) {
	let t = [...String(Math.abs(e))].map((e) => ac[Number(e)]);
	return `10${e < 0 ? "⁻" : ""}${t.join("")}`;
}
function nc(e, t = 3) {
	if (!Number.isFinite(e)) return $(e);
	let [n, r] = e.toExponential(t - 1).split("e");
	return oc(`${n}·${tc(Number(r))}`);
}
var rc, ic, ac, oc, sc = t((() => {
	rc = "−", ic = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }), ac = "⁰¹²³⁴⁵⁶⁷⁸⁹", oc = (e) => e.replace("-", rc);
}));
// src/lib/problem.ts
function cc(e, t) {
	let n = e.endsWith("mse") ? 1 / t : 1;
	return e.startsWith("half") ? n / 2 : n;
}
function lc(e, t, n) {
	let r = e.length, i = e[0].length - 1, a = new Float64Array(r * i), o = new Float64Array(r);
	return e.forEach((e, t) => {
		for (let n = 0; n < i; n++) a[t * i + n] = e[n];
		o[t] = e[i];
	}), {
		rows: a,
		y: o,
		m: r,
		p: i,
		n: t,
		factor: cc(n, t),
		loss: n,
		units: null
	};
}
function uc(e) {
	let { m: t, p: n, n: r } = e, i = n - 1, a = e.rows.slice(), o = new Float64Array(i), s = new Float64Array(i), c = 0;
	for (let e = 0; e < t; e++) c += a[e * n + i] ** 2;
	for (let e = 0; e < i; e++) {
		for (let r = 0; r < t; r++) o[e] += a[r * n + i] * a[r * n + e];
		o[e] /= c;
		let l = 0;
		for (let r = 0; r < t; r++) l += (a[r * n + e] -= a[r * n + i] * o[e]) ** 2;
		let u = Math.sqrt(l / r), d = u <= 8 * 2 ** -52 * Math.abs(o[e]);
		s[e] = d || u === 0 ? 1 : u;
		for (let r = 0; r < t; r++) a[r * n + e] = d ? 0 : a[r * n + e] / s[e];
	}
	return {
		...e,
		rows: a,
		units: {
			means: o,
			scales: s
		}
	};
}
function dc(e, t, n) {
	let { rows: r, y: i, m: a, p: o, factor: s } = e, c = 0;
	for (let e = 0; e < a; e++) {
		let a = 0;
		for (let n = 0; n < o; n++) a += r[e * o + n] * t[n];
		n[e] = a - i[e], c += n[e] * n[e];
	}
	return s * c;
}
function fc(e, t, n) {
	let { rows: r, m: i, p: a, factor: o } = e;
	for (let e = 0; e < a; e++) {
		let s = 0;
		for (let n = 0; n < i; n++) s += r[n * a + e] * t[n];
		n[e] = 2 * o * s;
	}
}
function pc(e, t) {
	return dc(e, t, new Float64Array(e.m));
}
function mc(e, t) {
	let n = new Float64Array(e.m), r = new Float64Array(e.p);
	return dc(e, t, n), fc(e, n, r), r;
}
function hc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] / i[e], n[a] -= r[e] * n[e];
	return n;
}
function gc(e, t) {
	let n = Array.from(t);
	if (e.units === null) return n;
	let { means: r, scales: i } = e.units, a = e.p - 1;
	for (let e = 0; e < a; e++) n[e] = t[e] * i[e], n[a] += r[e] * t[e];
	return n;
}
var _c, vc = t((() => {
	_c = [
		"mse",
		"half-mse",
		"sse",
		"half-sse"
	];
}));
sc(), vc();
function yc(e, t, n, r) {
	let i = (t, n) => {
		let r = 0;
		for (let i = 0; i < e.m; i++) r += e.rows[i * e.p + t] * e.rows[i * e.p + n];
		return 2 * e.factor * r;
	}, [a, o, s] = [
		i(t, t),
		i(t, n),
		i(n, n)
	], c = (a - s) / 2, l = Math.hypot(c, o), u = (a + s) / 2 + l, d = Math.max(u === 0 ? 0 : (a * s - o * o) / u, 1e-12 * u), f = Math.atan2(o, c) / 2, p = [Math.cos(f), Math.sin(f)], m = [-p[1], p[0]], h = mc(e, r), g = (h[t] * p[0] + h[n] * p[1]) / u, _ = (h[t] * m[0] + h[n] * m[1]) / d, v = [r[t] - g * p[0] - _ * m[0], r[n] - g * p[1] - _ * m[1]], y = Array.from(r);
	return [y[t], y[n]] = v, {
		centre: v,
		floor: pc(e, y),
		curvatures: [u, d],
		axes: [p, m]
	};
}
var bc = (e, t, n) => {
	let r = t - e.centre[0], i = n - e.centre[1];
	return e.axes.reduce((t, [n, a], o) => t + e.curvatures[o] * (n * r + a * i) ** 2 / 2, 0);
};
function xc(e, t) {
	let [n, r] = e.axes, i = Math.sqrt(2 * t / e.curvatures[0]), a = Math.sqrt(2 * t / e.curvatures[1]);
	return [[i * n[0], i * n[1]], [a * r[0], a * r[1]]];
}
// src/charts/LiveText.svelte
Z();
var Sc = /* @__PURE__ */ G("<p class=\"hidden-visually\" aria-live=\"polite\"> </p>");
function Cc(e, t) {
	O(t, !0);
	let n = fs(t, "wait", 3, 900), r = /* @__PURE__ */ M("");
	or(() => {
		let e = t.text, i = setTimeout(() => N(r, e, !0), n());
		return () => clearTimeout(i);
	});
	var i = Sc(), a = I(i, !0);
	R(() => q(a, B(r))), K(e, i), k();
}
Q(), Z();
var wc = /* @__PURE__ */ G("<div class=\"controls svelte-e9gw4x\"><!></div>"), Tc = /* @__PURE__ */ G("<p class=\"note svelte-e9gw4x\"> </p>"), Ec = /* @__PURE__ */ G("<figure class=\"svelte-e9gw4x\"><figcaption class=\"svelte-e9gw4x\"><h2 class=\"small\"> </h2> <!></figcaption> <!> <!> <!> <!></figure>");
function Dc(e, t) {
	let n = fs(t, "note", 3, "");
	var r = Ec(), i = P(r), a = P(i), o = I(a, !0), s = L(a, 2), c = (e) => {
		var n = wc();
		ja(P(n), () => t.controls), T(n), K(e, n);
	};
	J(s, (e) => {
		t.controls && e(c);
	}), T(i);
	var l = L(i, 2);
	ja(l, () => t.children);
	var u = L(l, 2), d = (e) => {
		var n = Ii();
		ja(F(n), () => t.footer), K(e, n);
	};
	J(u, (e) => {
		t.footer && e(d);
	});
	var f = L(u, 2), p = (e) => {
		var t = Tc(), r = I(t, !0);
		R(() => q(r, n())), K(e, t);
	};
	J(f, (e) => {
		n() && e(p);
	}), Cc(L(f, 2), { get text() {
		return t.text;
	} }), T(r), R(() => q(o, t.title)), K(e, r);
}
// node_modules/d3-array/dist/d3-array.mjs
function Oc(e, t) {
	return e == null || t == null ? NaN : e < t ? -1 : e > t ? 1 : e >= t ? 0 : NaN;
}
function kc(e, t) {
	return e == null || t == null ? NaN : t < e ? -1 : t > e ? 1 : t >= e ? 0 : NaN;
}
function Ac(e) {
	let t, n, r;
	e.length === 2 ? (t = e === Oc || e === kc ? e : jc, n = e, r = e) : (t = Oc, n = (t, n) => Oc(e(t), n), r = (t, n) => e(t) - n);
	function i(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) < 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function a(e, r, i = 0, a = e.length) {
		if (i < a) {
			if (t(r, r) !== 0) return a;
			do {
				let t = i + a >>> 1;
				n(e[t], r) <= 0 ? i = t + 1 : a = t;
			} while (i < a);
		}
		return i;
	}
	function o(e, t, n = 0, a = e.length) {
		let o = i(e, t, n, a - 1);
		return o > n && r(e[o - 1], t) > -r(e[o], t) ? o - 1 : o;
	}
	return {
		left: i,
		center: o,
		right: a
	};
}
function jc() {
	return 0;
}
function Mc(e) {
	return e === null ? NaN : +e;
}
var Nc = Ac(Oc), Pc = Nc.right;
Nc.left, Ac(Mc).center, Array.prototype.slice;
var Fc = Math.sqrt(50), Ic = Math.sqrt(10), Lc = Math.sqrt(2);
function Rc(e, t, n) {
	let r = (t - e) / Math.max(0, n), i = Math.floor(Math.log10(r)), a = r / 10 ** i, o = a >= Fc ? 10 : a >= Ic ? 5 : a >= Lc ? 2 : 1, s, c, l;
	return i < 0 ? (l = 10 ** -i / o, s = Math.round(e * l), c = Math.round(t * l), s / l < e && ++s, c / l > t && --c, l = -l) : (l = 10 ** i * o, s = Math.round(e / l), c = Math.round(t / l), s * l < e && ++s, c * l > t && --c), c < s && .5 <= n && n < 2 ? Rc(e, t, n * 2) : [
		s,
		c,
		l
	];
}
function zc(e, t, n) {
	if (t = +t, e = +e, n = +n, !(n > 0)) return [];
	if (e === t) return [e];
	let r = t < e, [i, a, o] = r ? Rc(t, e, n) : Rc(e, t, n);
	if (!(a >= i)) return [];
	let s = a - i + 1, c = Array(s);
	if (r) {
		if (o < 0) for (let e = 0; e < s; ++e) c[e] = (a - e) / -o;
		else for (let e = 0; e < s; ++e) c[e] = (a - e) * o;
	} else if (o < 0) for (let e = 0; e < s; ++e) c[e] = (i + e) / -o;
	else for (let e = 0; e < s; ++e) c[e] = (i + e) * o;
	return c;
}
function Bc(e, t, n) {
	return t = +t, e = +e, n = +n, Rc(e, t, n)[2];
}
function Vc(e, t, n) {
	t = +t, e = +e, n = +n;
	let r = t < e, i = r ? Bc(t, e, n) : Bc(e, t, n);
	return (r ? -1 : 1) * (i < 0 ? 1 / -i : i);
}
// node_modules/d3-color/dist/d3-color.mjs
function Hc(e, t, n) {
	e.prototype = t.prototype = n, n.constructor = e;
}
function Uc(e, t) {
	var n = Object.create(e.prototype);
	for (var r in t) n[r] = t[r];
	return n;
}
function Wc() {}
var Gc = .7, Kc = 1 / Gc, qc = "\\s*([+-]?\\d+)\\s*", Jc = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)\\s*", Yc = "\\s*([+-]?(?:\\d*\\.)?\\d+(?:[eE][+-]?\\d+)?)%\\s*", Xc = /^#([0-9a-f]{3,8})$/, Zc = RegExp(`^rgb\\(${qc},${qc},${qc}\\)$`), Qc = RegExp(`^rgb\\(${Yc},${Yc},${Yc}\\)$`), $c = RegExp(`^rgba\\(${qc},${qc},${qc},${Jc}\\)$`), el = RegExp(`^rgba\\(${Yc},${Yc},${Yc},${Jc}\\)$`), tl = RegExp(`^hsl\\(${Jc},${Yc},${Yc}\\)$`), nl = RegExp(`^hsla\\(${Jc},${Yc},${Yc},${Jc}\\)$`), rl = {
	aliceblue: 15792383,
	antiquewhite: 16444375,
	aqua: 65535,
	aquamarine: 8388564,
	azure: 15794175,
	beige: 16119260,
	bisque: 16770244,
	black: 0,
	blanchedalmond: 16772045,
	blue: 255,
	blueviolet: 9055202,
	brown: 10824234,
	burlywood: 14596231,
	cadetblue: 6266528,
	chartreuse: 8388352,
	chocolate: 13789470,
	coral: 16744272,
	cornflowerblue: 6591981,
	cornsilk: 16775388,
	crimson: 14423100,
	cyan: 65535,
	darkblue: 139,
	darkcyan: 35723,
	darkgoldenrod: 12092939,
	darkgray: 11119017,
	darkgreen: 25600,
	darkgrey: 11119017,
	darkkhaki: 12433259,
	darkmagenta: 9109643,
	darkolivegreen: 5597999,
	darkorange: 16747520,
	darkorchid: 10040012,
	darkred: 9109504,
	darksalmon: 15308410,
	darkseagreen: 9419919,
	darkslateblue: 4734347,
	darkslategray: 3100495,
	darkslategrey: 3100495,
	darkturquoise: 52945,
	darkviolet: 9699539,
	deeppink: 16716947,
	deepskyblue: 49151,
	dimgray: 6908265,
	dimgrey: 6908265,
	dodgerblue: 2003199,
	firebrick: 11674146,
	floralwhite: 16775920,
	forestgreen: 2263842,
	fuchsia: 16711935,
	gainsboro: 14474460,
	ghostwhite: 16316671,
	gold: 16766720,
	goldenrod: 14329120,
	gray: 8421504,
	green: 32768,
	greenyellow: 11403055,
	grey: 8421504,
	honeydew: 15794160,
	hotpink: 16738740,
	indianred: 13458524,
	indigo: 4915330,
	ivory: 16777200,
	khaki: 15787660,
	lavender: 15132410,
	lavenderblush: 16773365,
	lawngreen: 8190976,
	lemonchiffon: 16775885,
	lightblue: 11393254,
	lightcoral: 15761536,
	lightcyan: 14745599,
	lightgoldenrodyellow: 16448210,
	lightgray: 13882323,
	lightgreen: 9498256,
	lightgrey: 13882323,
	lightpink: 16758465,
	lightsalmon: 16752762,
	lightseagreen: 2142890,
	lightskyblue: 8900346,
	lightslategray: 7833753,
	lightslategrey: 7833753,
	lightsteelblue: 11584734,
	lightyellow: 16777184,
	lime: 65280,
	limegreen: 3329330,
	linen: 16445670,
	magenta: 16711935,
	maroon: 8388608,
	mediumaquamarine: 6737322,
	mediumblue: 205,
	mediumorchid: 12211667,
	mediumpurple: 9662683,
	mediumseagreen: 3978097,
	mediumslateblue: 8087790,
	mediumspringgreen: 64154,
	mediumturquoise: 4772300,
	mediumvioletred: 13047173,
	midnightblue: 1644912,
	mintcream: 16121850,
	mistyrose: 16770273,
	moccasin: 16770229,
	navajowhite: 16768685,
	navy: 128,
	oldlace: 16643558,
	olive: 8421376,
	olivedrab: 7048739,
	orange: 16753920,
	orangered: 16729344,
	orchid: 14315734,
	palegoldenrod: 15657130,
	palegreen: 10025880,
	paleturquoise: 11529966,
	palevioletred: 14381203,
	papayawhip: 16773077,
	peachpuff: 16767673,
	peru: 13468991,
	pink: 16761035,
	plum: 14524637,
	powderblue: 11591910,
	purple: 8388736,
	rebeccapurple: 6697881,
	red: 16711680,
	rosybrown: 12357519,
	royalblue: 4286945,
	saddlebrown: 9127187,
	salmon: 16416882,
	sandybrown: 16032864,
	seagreen: 3050327,
	seashell: 16774638,
	sienna: 10506797,
	silver: 12632256,
	skyblue: 8900331,
	slateblue: 6970061,
	slategray: 7372944,
	slategrey: 7372944,
	snow: 16775930,
	springgreen: 65407,
	steelblue: 4620980,
	tan: 13808780,
	teal: 32896,
	thistle: 14204888,
	tomato: 16737095,
	turquoise: 4251856,
	violet: 15631086,
	wheat: 16113331,
	white: 16777215,
	whitesmoke: 16119285,
	yellow: 16776960,
	yellowgreen: 10145074
};
Hc(Wc, cl, {
	copy(e) {
		return Object.assign(new this.constructor(), this, e);
	},
	displayable() {
		return this.rgb().displayable();
	},
	hex: il,
	formatHex: il,
	formatHex8: al,
	formatHsl: ol,
	formatRgb: sl,
	toString: sl
});
function il() {
	return this.rgb().formatHex();
}
function al() {
	return this.rgb().formatHex8();
}
function ol() {
	return xl(this).formatHsl();
}
function sl() {
	return this.rgb().formatRgb();
}
function cl(e) {
	var t, n;
	return e = (e + "").trim().toLowerCase(), (t = Xc.exec(e)) ? (n = t[1].length, t = parseInt(t[1], 16), n === 6 ? ll(t) : n === 3 ? new pl(t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, (t & 15) << 4 | t & 15, 1) : n === 8 ? ul(t >> 24 & 255, t >> 16 & 255, t >> 8 & 255, (t & 255) / 255) : n === 4 ? ul(t >> 12 & 15 | t >> 8 & 240, t >> 8 & 15 | t >> 4 & 240, t >> 4 & 15 | t & 240, ((t & 15) << 4 | t & 15) / 255) : null) : (t = Zc.exec(e)) ? new pl(t[1], t[2], t[3], 1) : (t = Qc.exec(e)) ? new pl(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, 1) : (t = $c.exec(e)) ? ul(t[1], t[2], t[3], t[4]) : (t = el.exec(e)) ? ul(t[1] * 255 / 100, t[2] * 255 / 100, t[3] * 255 / 100, t[4]) : (t = tl.exec(e)) ? bl(t[1], t[2] / 100, t[3] / 100, 1) : (t = nl.exec(e)) ? bl(t[1], t[2] / 100, t[3] / 100, t[4]) : rl.hasOwnProperty(e) ? ll(rl[e]) : e === "transparent" ? new pl(NaN, NaN, NaN, 0) : null;
}
function ll(e) {
	return new pl(e >> 16 & 255, e >> 8 & 255, e & 255, 1);
}
function ul(e, t, n, r) {
	return r <= 0 && (e = t = n = NaN), new pl(e, t, n, r);
}
function dl(e) {
	return e instanceof Wc || (e = cl(e)), e ? (e = e.rgb(), new pl(e.r, e.g, e.b, e.opacity)) : new pl();
}
function fl(e, t, n, r) {
	return arguments.length === 1 ? dl(e) : new pl(e, t, n, r ?? 1);
}
function pl(e, t, n, r) {
	this.r = +e, this.g = +t, this.b = +n, this.opacity = +r;
}
Hc(pl, fl, Uc(Wc, {
	brighter(e) {
		return e = e == null ? Kc : Kc ** +e, new pl(this.r * e, this.g * e, this.b * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? Gc : Gc ** +e, new pl(this.r * e, this.g * e, this.b * e, this.opacity);
	},
	rgb() {
		return this;
	},
	clamp() {
		return new pl(vl(this.r), vl(this.g), vl(this.b), _l(this.opacity));
	},
	displayable() {
		return -.5 <= this.r && this.r < 255.5 && -.5 <= this.g && this.g < 255.5 && -.5 <= this.b && this.b < 255.5 && 0 <= this.opacity && this.opacity <= 1;
	},
	hex: ml,
	formatHex: ml,
	formatHex8: hl,
	formatRgb: gl,
	toString: gl
}));
function ml() {
	return `#${yl(this.r)}${yl(this.g)}${yl(this.b)}`;
}
function hl() {
	return `#${yl(this.r)}${yl(this.g)}${yl(this.b)}${yl((isNaN(this.opacity) ? 1 : this.opacity) * 255)}`;
}
function gl() {
	let e = _l(this.opacity);
	return `${e === 1 ? "rgb(" : "rgba("}${vl(this.r)}, ${vl(this.g)}, ${vl(this.b)}${e === 1 ? ")" : `, ${e})`}`;
}
function _l(e) {
	return isNaN(e) ? 1 : Math.max(0, Math.min(1, e));
}
function vl(e) {
	return Math.max(0, Math.min(255, Math.round(e) || 0));
}
function yl(e) {
	return e = vl(e), (e < 16 ? "0" : "") + e.toString(16);
}
function bl(e, t, n, r) {
	return r <= 0 ? e = t = n = NaN : n <= 0 || n >= 1 ? e = t = NaN : t <= 0 && (e = NaN), new Cl(e, t, n, r);
}
function xl(e) {
	if (e instanceof Cl) return new Cl(e.h, e.s, e.l, e.opacity);
	if (e instanceof Wc || (e = cl(e)), !e) return new Cl();
	if (e instanceof Cl) return e;
	e = e.rgb();
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = Math.min(t, n, r), a = Math.max(t, n, r), o = NaN, s = a - i, c = (a + i) / 2;
	return s ? (o = t === a ? (n - r) / s + (n < r) * 6 : n === a ? (r - t) / s + 2 : (t - n) / s + 4, s /= c < .5 ? a + i : 2 - a - i, o *= 60) : s = c > 0 && c < 1 ? 0 : o, new Cl(o, s, c, e.opacity);
}
function Sl(e, t, n, r) {
	return arguments.length === 1 ? xl(e) : new Cl(e, t, n, r ?? 1);
}
function Cl(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
Hc(Cl, Sl, Uc(Wc, {
	brighter(e) {
		return e = e == null ? Kc : Kc ** +e, new Cl(this.h, this.s, this.l * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? Gc : Gc ** +e, new Cl(this.h, this.s, this.l * e, this.opacity);
	},
	rgb() {
		var e = this.h % 360 + (this.h < 0) * 360, t = isNaN(e) || isNaN(this.s) ? 0 : this.s, n = this.l, r = n + (n < .5 ? n : 1 - n) * t, i = 2 * n - r;
		return new pl(El(e >= 240 ? e - 240 : e + 120, i, r), El(e, i, r), El(e < 120 ? e + 240 : e - 120, i, r), this.opacity);
	},
	clamp() {
		return new Cl(wl(this.h), Tl(this.s), Tl(this.l), _l(this.opacity));
	},
	displayable() {
		return (0 <= this.s && this.s <= 1 || isNaN(this.s)) && 0 <= this.l && this.l <= 1 && 0 <= this.opacity && this.opacity <= 1;
	},
	formatHsl() {
		let e = _l(this.opacity);
		return `${e === 1 ? "hsl(" : "hsla("}${wl(this.h)}, ${Tl(this.s) * 100}%, ${Tl(this.l) * 100}%${e === 1 ? ")" : `, ${e})`}`;
	}
}));
function wl(e) {
	return e = (e || 0) % 360, e < 0 ? e + 360 : e;
}
function Tl(e) {
	return Math.max(0, Math.min(1, e || 0));
}
function El(e, t, n) {
	return (e < 60 ? t + (n - t) * e / 60 : e < 180 ? n : e < 240 ? t + (n - t) * (240 - e) / 60 : t) * 255;
}
var Dl = Math.PI / 180, Ol = 180 / Math.PI, kl = 18, Al = .96422, jl = 1, Ml = .82521, Nl = 4 / 29, Pl = 6 / 29, Fl = 3 * Pl * Pl, Il = Pl * Pl * Pl;
function Ll(e) {
	if (e instanceof zl) return new zl(e.l, e.a, e.b, e.opacity);
	if (e instanceof Kl) return ql(e);
	e instanceof pl || (e = dl(e));
	var t = Ul(e.r), n = Ul(e.g), r = Ul(e.b), i = Bl((.2225045 * t + .7168786 * n + .0606169 * r) / jl), a, o;
	return t === n && n === r ? a = o = i : (a = Bl((.4360747 * t + .3850649 * n + .1430804 * r) / Al), o = Bl((.0139322 * t + .0971045 * n + .7141733 * r) / Ml)), new zl(116 * i - 16, 500 * (a - i), 200 * (i - o), e.opacity);
}
function Rl(e, t, n, r) {
	return arguments.length === 1 ? Ll(e) : new zl(e, t, n, r ?? 1);
}
function zl(e, t, n, r) {
	this.l = +e, this.a = +t, this.b = +n, this.opacity = +r;
}
Hc(zl, Rl, Uc(Wc, {
	brighter(e) {
		return new zl(this.l + kl * (e ?? 1), this.a, this.b, this.opacity);
	},
	darker(e) {
		return new zl(this.l - kl * (e ?? 1), this.a, this.b, this.opacity);
	},
	rgb() {
		var e = (this.l + 16) / 116, t = isNaN(this.a) ? e : e + this.a / 500, n = isNaN(this.b) ? e : e - this.b / 200;
		return t = Al * Vl(t), e = jl * Vl(e), n = Ml * Vl(n), new pl(Hl(3.1338561 * t - 1.6168667 * e - .4906146 * n), Hl(-.9787684 * t + 1.9161415 * e + .033454 * n), Hl(.0719453 * t - .2289914 * e + 1.4052427 * n), this.opacity);
	}
}));
function Bl(e) {
	return e > Il ? e ** (1 / 3) : e / Fl + Nl;
}
function Vl(e) {
	return e > Pl ? e * e * e : Fl * (e - Nl);
}
function Hl(e) {
	return 255 * (e <= .0031308 ? 12.92 * e : 1.055 * e ** (1 / 2.4) - .055);
}
function Ul(e) {
	return (e /= 255) <= .04045 ? e / 12.92 : ((e + .055) / 1.055) ** 2.4;
}
function Wl(e) {
	if (e instanceof Kl) return new Kl(e.h, e.c, e.l, e.opacity);
	if (e instanceof zl || (e = Ll(e)), e.a === 0 && e.b === 0) return new Kl(NaN, 0 < e.l && e.l < 100 ? 0 : NaN, e.l, e.opacity);
	var t = Math.atan2(e.b, e.a) * Ol;
	return new Kl(t < 0 ? t + 360 : t, Math.sqrt(e.a * e.a + e.b * e.b), e.l, e.opacity);
}
function Gl(e, t, n, r) {
	return arguments.length === 1 ? Wl(e) : new Kl(e, t, n, r ?? 1);
}
function Kl(e, t, n, r) {
	this.h = +e, this.c = +t, this.l = +n, this.opacity = +r;
}
function ql(e) {
	if (isNaN(e.h)) return new zl(e.l, 0, 0, e.opacity);
	var t = e.h * Dl;
	return new zl(e.l, Math.cos(t) * e.c, Math.sin(t) * e.c, e.opacity);
}
Hc(Kl, Gl, Uc(Wc, {
	brighter(e) {
		return new Kl(this.h, this.c, this.l + kl * (e ?? 1), this.opacity);
	},
	darker(e) {
		return new Kl(this.h, this.c, this.l - kl * (e ?? 1), this.opacity);
	},
	rgb() {
		return ql(this).rgb();
	}
}));
var Jl = -.14861, Yl = 1.78277, Xl = -.29227, Zl = -.90649, Ql = 1.97294, $l = Ql * Zl, eu = Ql * Yl, tu = Yl * Xl - Zl * Jl;
function nu(e) {
	if (e instanceof iu) return new iu(e.h, e.s, e.l, e.opacity);
	e instanceof pl || (e = dl(e));
	var t = e.r / 255, n = e.g / 255, r = e.b / 255, i = (tu * r + $l * t - eu * n) / (tu + $l - eu), a = r - i, o = (Ql * (n - i) - Xl * a) / Zl, s = Math.sqrt(o * o + a * a) / (Ql * i * (1 - i)), c = s ? Math.atan2(o, a) * Ol - 120 : NaN;
	return new iu(c < 0 ? c + 360 : c, s, i, e.opacity);
}
function ru(e, t, n, r) {
	return arguments.length === 1 ? nu(e) : new iu(e, t, n, r ?? 1);
}
function iu(e, t, n, r) {
	this.h = +e, this.s = +t, this.l = +n, this.opacity = +r;
}
Hc(iu, ru, Uc(Wc, {
	brighter(e) {
		return e = e == null ? Kc : Kc ** +e, new iu(this.h, this.s, this.l * e, this.opacity);
	},
	darker(e) {
		return e = e == null ? Gc : Gc ** +e, new iu(this.h, this.s, this.l * e, this.opacity);
	},
	rgb() {
		var e = isNaN(this.h) ? 0 : (this.h + 120) * Dl, t = +this.l, n = isNaN(this.s) ? 0 : this.s * t * (1 - t), r = Math.cos(e), i = Math.sin(e);
		return new pl(255 * (t + n * (Jl * r + Yl * i)), 255 * (t + n * (Xl * r + Zl * i)), 255 * (t + Ql * r * n), this.opacity);
	}
}));
var au = (e) => () => e;
function ou(e, t) {
	return function(n) {
		return e + n * t;
	};
}
function su(e, t, n) {
	return e **= +n, t = t ** +n - e, n = 1 / n, function(r) {
		return (e + r * t) ** +n;
	};
}
function cu(e, t) {
	var n = t - e;
	return n ? ou(e, n > 180 || n < -180 ? n - 360 * Math.round(n / 360) : n) : au(isNaN(e) ? t : e);
}
function lu(e) {
	return (e = +e) == 1 ? uu : function(t, n) {
		return n - t ? su(t, n, e) : au(isNaN(t) ? n : t);
	};
}
function uu(e, t) {
	var n = t - e;
	return n ? ou(e, n) : au(isNaN(e) ? t : e);
}
var du = (function e(t) {
	var n = lu(t);
	function r(e, t) {
		var r = n((e = fl(e)).r, (t = fl(t)).r), i = n(e.g, t.g), a = n(e.b, t.b), o = uu(e.opacity, t.opacity);
		return function(t) {
			return e.r = r(t), e.g = i(t), e.b = a(t), e.opacity = o(t), e + "";
		};
	}
	return r.gamma = e, r;
})(1);
function fu(e, t) {
	t ||= [];
	var n = e ? Math.min(t.length, e.length) : 0, r = t.slice(), i;
	return function(a) {
		for (i = 0; i < n; ++i) r[i] = e[i] * (1 - a) + t[i] * a;
		return r;
	};
}
function pu(e) {
	return ArrayBuffer.isView(e) && !(e instanceof DataView);
}
function mu(e, t) {
	for (var n = t ? t.length : 0, r = e ? Math.min(n, e.length) : 0, i = Array(r), a = Array(n), o = 0; o < r; ++o) i[o] = Cu(e[o], t[o]);
	for (; o < n; ++o) a[o] = t[o];
	return function(e) {
		for (o = 0; o < r; ++o) a[o] = i[o](e);
		return a;
	};
}
function hu(e, t) {
	var n = /* @__PURE__ */ new Date();
	return e = +e, t = +t, function(r) {
		return n.setTime(e * (1 - r) + t * r), n;
	};
}
function gu(e, t) {
	return e = +e, t = +t, function(n) {
		return e * (1 - n) + t * n;
	};
}
function _u(e, t) {
	var n = {}, r = {}, i;
	for (i in typeof e == "object" && e || (e = {}), typeof t == "object" && t || (t = {}), t) i in e ? n[i] = Cu(e[i], t[i]) : r[i] = t[i];
	return function(e) {
		for (i in n) r[i] = n[i](e);
		return r;
	};
}
var vu = /[-+]?(?:\d+\.?\d*|\.?\d+)(?:[eE][-+]?\d+)?/g, yu = new RegExp(vu.source, "g");
function bu(e) {
	return function() {
		return e;
	};
}
function xu(e) {
	return function(t) {
		return e(t) + "";
	};
}
function Su(e, t) {
	var n = vu.lastIndex = yu.lastIndex = 0, r, i, a, o = -1, s = [], c = [];
	for (e += "", t += ""; (r = vu.exec(e)) && (i = yu.exec(t));) (a = i.index) > n && (a = t.slice(n, a), s[o] ? s[o] += a : s[++o] = a), (r = r[0]) === (i = i[0]) ? s[o] ? s[o] += i : s[++o] = i : (s[++o] = null, c.push({
		i: o,
		x: gu(r, i)
	})), n = yu.lastIndex;
	return n < t.length && (a = t.slice(n), s[o] ? s[o] += a : s[++o] = a), s.length < 2 ? c[0] ? xu(c[0].x) : bu(t) : (t = c.length, function(e) {
		for (var n = 0, r; n < t; ++n) s[(r = c[n]).i] = r.x(e);
		return s.join("");
	});
}
function Cu(e, t) {
	var n = typeof t, r;
	return t == null || n === "boolean" ? au(t) : (n === "number" ? gu : n === "string" ? (r = cl(t)) ? (t = r, du) : Su : t instanceof cl ? du : t instanceof Date ? hu : pu(t) ? fu : Array.isArray(t) ? mu : typeof t.valueOf != "function" && typeof t.toString != "function" || isNaN(t) ? _u : gu)(e, t);
}
function wu(e, t) {
	return e = +e, t = +t, function(n) {
		return Math.round(e * (1 - n) + t * n);
	};
}
var Tu = 1e-12;
function Eu(e) {
	return ((e = Math.exp(e)) + 1 / e) / 2;
}
function Du(e) {
	return ((e = Math.exp(e)) - 1 / e) / 2;
}
function Ou(e) {
	return ((e = Math.exp(2 * e)) - 1) / (e + 1);
}
(function e(t, n, r) {
	function i(e, i) {
		var a = e[0], o = e[1], s = e[2], c = i[0], l = i[1], u = i[2], d = c - a, f = l - o, p = d * d + f * f, m, h;
		if (p < Tu) h = Math.log(u / s) / t, m = function(e) {
			return [
				a + e * d,
				o + e * f,
				s * Math.exp(t * e * h)
			];
		};
		else {
			var g = Math.sqrt(p), _ = (u * u - s * s + r * p) / (2 * s * n * g), v = (u * u - s * s - r * p) / (2 * u * n * g), y = Math.log(Math.sqrt(_ * _ + 1) - _);
			h = (Math.log(Math.sqrt(v * v + 1) - v) - y) / t, m = function(e) {
				var r = e * h, i = Eu(y), c = s / (n * g) * (i * Ou(t * r + y) - Du(y));
				return [
					a + c * d,
					o + c * f,
					s * i / Eu(t * r + y)
				];
			};
		}
		return m.duration = Math.abs(h) * 1e3 * t / Math.SQRT2, m;
	}
	return i.rho = function(t) {
		var n = Math.max(.001, +t), r = n * n;
		return e(n, r, r * r);
	}, i;
})(Math.SQRT2, 2, 4);
function ku(e) {
	return (function t(n) {
		n = +n;
		function r(t, r) {
			var i = e((t = ru(t)).h, (r = ru(r)).h), a = uu(t.s, r.s), o = uu(t.l, r.l), s = uu(t.opacity, r.opacity);
			return function(e) {
				return t.h = i(e), t.s = a(e), t.l = o(e ** +n), t.opacity = s(e), t + "";
			};
		}
		return r.gamma = t, r;
	})(1);
}
ku(cu), ku(uu);
// node_modules/d3-format/dist/d3-format.mjs
function Au(e) {
	return Math.abs(e = Math.round(e)) >= 1e21 ? e.toLocaleString("en").replace(/,/g, "") : e.toString(10);
}
function ju(e, t) {
	if (!isFinite(e) || e === 0) return null;
	var n = (e = t ? e.toExponential(t - 1) : e.toExponential()).indexOf("e"), r = e.slice(0, n);
	return [r.length > 1 ? r[0] + r.slice(2) : r, +e.slice(n + 1)];
}
function Mu(e) {
	return e = ju(Math.abs(e)), e ? e[1] : NaN;
}
function Nu(e, t) {
	return function(n, r) {
		for (var i = n.length, a = [], o = 0, s = e[0], c = 0; i > 0 && s > 0 && (c + s + 1 > r && (s = Math.max(1, r - c)), a.push(n.substring(i -= s, i + s)), !((c += s + 1) > r));) s = e[o = (o + 1) % e.length];
		return a.reverse().join(t);
	};
}
function Pu(e) {
	return function(t) {
		return t.replace(/[0-9]/g, function(t) {
			return e[+t];
		});
	};
}
var Fu = /^(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-z%])?$/i;
function Iu(e) {
	if (!(t = Fu.exec(e))) throw Error("invalid format: " + e);
	var t;
	return new Lu({
		fill: t[1],
		align: t[2],
		sign: t[3],
		symbol: t[4],
		zero: t[5],
		width: t[6],
		comma: t[7],
		precision: t[8] && t[8].slice(1),
		trim: t[9],
		type: t[10]
	});
}
Iu.prototype = Lu.prototype;
function Lu(e) {
	this.fill = e.fill === void 0 ? " " : e.fill + "", this.align = e.align === void 0 ? ">" : e.align + "", this.sign = e.sign === void 0 ? "-" : e.sign + "", this.symbol = e.symbol === void 0 ? "" : e.symbol + "", this.zero = !!e.zero, this.width = e.width === void 0 ? void 0 : +e.width, this.comma = !!e.comma, this.precision = e.precision === void 0 ? void 0 : +e.precision, this.trim = !!e.trim, this.type = e.type === void 0 ? "" : e.type + "";
}
Lu.prototype.toString = function() {
	return this.fill + this.align + this.sign + this.symbol + (this.zero ? "0" : "") + (this.width === void 0 ? "" : Math.max(1, this.width | 0)) + (this.comma ? "," : "") + (this.precision === void 0 ? "" : "." + Math.max(0, this.precision | 0)) + (this.trim ? "~" : "") + this.type;
};
function Ru(e) {
	out: for (var t = e.length, n = 1, r = -1, i; n < t; ++n) switch (e[n]) {
		case ".":
			r = i = n;
			break;
		case "0":
			r === 0 && (r = n), i = n;
			break;
		default:
			if (!+e[n]) break out;
			r > 0 && (r = 0);
	}
	return r > 0 ? e.slice(0, r) + e.slice(i + 1) : e;
}
var zu;
function Bu(e, t) {
	var n = ju(e, t);
	if (!n) return zu = void 0, e.toPrecision(t);
	var r = n[0], i = n[1], a = i - (zu = Math.max(-8, Math.min(8, Math.floor(i / 3))) * 3) + 1, o = r.length;
	return a === o ? r : a > o ? r + Array(a - o + 1).join("0") : a > 0 ? r.slice(0, a) + "." + r.slice(a) : "0." + Array(1 - a).join("0") + ju(e, Math.max(0, t + a - 1))[0];
}
function Vu(e, t) {
	var n = ju(e, t);
	if (!n) return e + "";
	var r = n[0], i = n[1];
	return i < 0 ? "0." + Array(-i).join("0") + r : r.length > i + 1 ? r.slice(0, i + 1) + "." + r.slice(i + 1) : r + Array(i - r.length + 2).join("0");
}
var Hu = {
	"%": (e, t) => (e * 100).toFixed(t),
	b: (e) => Math.round(e).toString(2),
	c: (e) => e + "",
	d: Au,
	e: (e, t) => e.toExponential(t),
	f: (e, t) => e.toFixed(t),
	g: (e, t) => e.toPrecision(t),
	o: (e) => Math.round(e).toString(8),
	p: (e, t) => Vu(e * 100, t),
	r: Vu,
	s: Bu,
	X: (e) => Math.round(e).toString(16).toUpperCase(),
	x: (e) => Math.round(e).toString(16)
};
function Uu(e) {
	return e;
}
var Wu = Array.prototype.map, Gu = [
	"y",
	"z",
	"a",
	"f",
	"p",
	"n",
	"µ",
	"m",
	"",
	"k",
	"M",
	"G",
	"T",
	"P",
	"E",
	"Z",
	"Y"
];
function Ku(e) {
	var t = e.grouping === void 0 || e.thousands === void 0 ? Uu : Nu(Wu.call(e.grouping, Number), e.thousands + ""), n = e.currency === void 0 ? "" : e.currency[0] + "", r = e.currency === void 0 ? "" : e.currency[1] + "", i = e.decimal === void 0 ? "." : e.decimal + "", a = e.numerals === void 0 ? Uu : Pu(Wu.call(e.numerals, String)), o = e.percent === void 0 ? "%" : e.percent + "", s = e.minus === void 0 ? "−" : e.minus + "", c = e.nan === void 0 ? "NaN" : e.nan + "";
	function l(e, l) {
		e = Iu(e);
		var u = e.fill, d = e.align, f = e.sign, p = e.symbol, m = e.zero, h = e.width, g = e.comma, _ = e.precision, v = e.trim, y = e.type;
		y === "n" ? (g = !0, y = "g") : Hu[y] || (_ === void 0 && (_ = 12), v = !0, y = "g"), (m || u === "0" && d === "=") && (m = !0, u = "0", d = "=");
		var b = (l && l.prefix !== void 0 ? l.prefix : "") + (p === "$" ? n : p === "#" && /[boxX]/.test(y) ? "0" + y.toLowerCase() : ""), x = (p === "$" ? r : /[%p]/.test(y) ? o : "") + (l && l.suffix !== void 0 ? l.suffix : ""), S = Hu[y], C = /[defgprs%]/.test(y);
		_ = _ === void 0 ? 6 : /[gprs]/.test(y) ? Math.max(1, Math.min(21, _)) : Math.max(0, Math.min(20, _));
		function ee(e) {
			var n = b, r = x, o, l, p;
			if (y === "c") r = S(e) + r, e = "";
			else {
				e = +e;
				var ee = e < 0 || 1 / e < 0;
				if (e = isNaN(e) ? c : S(Math.abs(e), _), v && (e = Ru(e)), ee && +e == 0 && f !== "+" && (ee = !1), n = (ee ? f === "(" ? f : s : f === "-" || f === "(" ? "" : f) + n, r = (y === "s" && !isNaN(e) && zu !== void 0 ? Gu[8 + zu / 3] : "") + r + (ee && f === "(" ? ")" : ""), C) {
					for (o = -1, l = e.length; ++o < l;) if (p = e.charCodeAt(o), 48 > p || p > 57) {
						r = (p === 46 ? i + e.slice(o + 1) : e.slice(o)) + r, e = e.slice(0, o);
						break;
					}
				}
			}
			g && !m && (e = t(e, Infinity));
			var te = n.length + e.length + r.length, ne = te < h ? Array(h - te + 1).join(u) : "";
			switch (g && m && (e = t(ne + e, ne.length ? h - r.length : Infinity), ne = ""), d) {
				case "<":
					e = n + e + r + ne;
					break;
				case "=":
					e = n + ne + e + r;
					break;
				case "^":
					e = ne.slice(0, te = ne.length >> 1) + n + e + r + ne.slice(te);
					break;
				default: e = ne + n + e + r;
			}
			return a(e);
		}
		return ee.toString = function() {
			return e + "";
		}, ee;
	}
	function u(e, t) {
		var n = Math.max(-8, Math.min(8, Math.floor(Mu(t) / 3))) * 3, r = 10 ** -n, i = l((e = Iu(e), e.type = "f", e), { suffix: Gu[8 + n / 3] });
		return function(e) {
			return i(r * e);
		};
	}
	return {
		format: l,
		formatPrefix: u
	};
}
var qu, Ju, Yu;
Xu({
	thousands: ",",
	grouping: [3],
	currency: ["$", ""]
});
function Xu(e) {
	return qu = Ku(e), Ju = qu.format, Yu = qu.formatPrefix, qu;
}
function Zu(e) {
	return Math.max(0, -Mu(Math.abs(e)));
}
function Qu(e, t) {
	return Math.max(0, Math.max(-8, Math.min(8, Math.floor(Mu(t) / 3))) * 3 - Mu(Math.abs(e)));
}
function $u(e, t) {
	return e = Math.abs(e), t = Math.abs(t) - e, Math.max(0, Mu(t) - Mu(e)) + 1;
}
// node_modules/d3-scale/dist/d3-scale.mjs
function ed(e, t) {
	switch (arguments.length) {
		case 0: break;
		case 1:
			this.range(e);
			break;
		default: this.range(t).domain(e);
	}
	return this;
}
function td(e) {
	return function() {
		return e;
	};
}
function nd(e) {
	return +e;
}
var rd = [0, 1];
function id(e) {
	return e;
}
function ad(e, t) {
	return (t -= e = +e) ? function(n) {
		return (n - e) / t;
	} : td(isNaN(t) ? NaN : .5);
}
function od(e, t) {
	var n;
	return e > t && (n = e, e = t, t = n), function(n) {
		return Math.max(e, Math.min(t, n));
	};
}
function sd(e, t, n) {
	var r = e[0], i = e[1], a = t[0], o = t[1];
	return i < r ? (r = ad(i, r), a = n(o, a)) : (r = ad(r, i), a = n(a, o)), function(e) {
		return a(r(e));
	};
}
function cd(e, t, n) {
	var r = Math.min(e.length, t.length) - 1, i = Array(r), a = Array(r), o = -1;
	for (e[r] < e[0] && (e = e.slice().reverse(), t = t.slice().reverse()); ++o < r;) i[o] = ad(e[o], e[o + 1]), a[o] = n(t[o], t[o + 1]);
	return function(t) {
		var n = Pc(e, t, 1, r) - 1;
		return a[n](i[n](t));
	};
}
function ld(e, t) {
	return t.domain(e.domain()).range(e.range()).interpolate(e.interpolate()).clamp(e.clamp()).unknown(e.unknown());
}
function ud() {
	var e = rd, t = rd, n = Cu, r, i, a, o = id, s, c, l;
	function u() {
		var n = Math.min(e.length, t.length);
		return o !== id && (o = od(e[0], e[n - 1])), s = n > 2 ? cd : sd, c = l = null, d;
	}
	function d(i) {
		return i == null || isNaN(i = +i) ? a : (c ||= s(e.map(r), t, n))(r(o(i)));
	}
	return d.invert = function(n) {
		return o(i((l ||= s(t, e.map(r), gu))(n)));
	}, d.domain = function(t) {
		return arguments.length ? (e = Array.from(t, nd), u()) : e.slice();
	}, d.range = function(e) {
		return arguments.length ? (t = Array.from(e), u()) : t.slice();
	}, d.rangeRound = function(e) {
		return t = Array.from(e), n = wu, u();
	}, d.clamp = function(e) {
		return arguments.length ? (o = e ? !0 : id, u()) : o !== id;
	}, d.interpolate = function(e) {
		return arguments.length ? (n = e, u()) : n;
	}, d.unknown = function(e) {
		return arguments.length ? (a = e, d) : a;
	}, function(e, t) {
		return r = e, i = t, u();
	};
}
function dd() {
	return ud()(id, id);
}
function fd(e, t, n, r) {
	var i = Vc(e, t, n), a;
	switch (r = Iu(r ?? ",f"), r.type) {
		case "s":
			var o = Math.max(Math.abs(e), Math.abs(t));
			return r.precision == null && !isNaN(a = Qu(i, o)) && (r.precision = a), Yu(r, o);
		case "":
		case "e":
		case "g":
		case "p":
		case "r":
			r.precision == null && !isNaN(a = $u(i, Math.max(Math.abs(e), Math.abs(t)))) && (r.precision = a - (r.type === "e"));
			break;
		case "f":
		case "%": r.precision == null && !isNaN(a = Zu(i)) && (r.precision = a - (r.type === "%") * 2);
	}
	return Ju(r);
}
function pd(e) {
	var t = e.domain;
	return e.ticks = function(e) {
		var n = t();
		return zc(n[0], n[n.length - 1], e ?? 10);
	}, e.tickFormat = function(e, n) {
		var r = t();
		return fd(r[0], r[r.length - 1], e ?? 10, n);
	}, e.nice = function(n) {
		n ??= 10;
		var r = t(), i = 0, a = r.length - 1, o = r[i], s = r[a], c, l, u = 10;
		for (s < o && (l = o, o = s, s = l, l = i, i = a, a = l); u-- > 0;) {
			if (l = Bc(o, s, n), l === c) return r[i] = o, r[a] = s, t(r);
			if (l > 0) o = Math.floor(o / l) * l, s = Math.ceil(s / l) * l;
			else if (l < 0) o = Math.ceil(o * l) / l, s = Math.floor(s * l) / l;
			else break;
			c = l;
		}
		return e;
	}, e;
}
function md() {
	var e = dd();
	return e.copy = function() {
		return ld(e, md());
	}, ed.apply(e, arguments), pd(e);
}
function hd(e, t) {
	e = e.slice();
	var n = 0, r = e.length - 1, i = e[n], a = e[r], o;
	return a < i && (o = n, n = r, r = o, o = i, i = a, a = o), e[n] = t.floor(i), e[r] = t.ceil(a), e;
}
function gd(e) {
	return Math.log(e);
}
function _d(e) {
	return Math.exp(e);
}
function vd(e) {
	return -Math.log(-e);
}
function yd(e) {
	return -Math.exp(-e);
}
function bd(e) {
	return isFinite(e) ? +("1e" + e) : e < 0 ? 0 : e;
}
function xd(e) {
	return e === 10 ? bd : e === Math.E ? Math.exp : (t) => e ** +t;
}
function Sd(e) {
	return e === Math.E ? Math.log : e === 10 && Math.log10 || e === 2 && Math.log2 || (e = Math.log(e), (t) => Math.log(t) / e);
}
function Cd(e) {
	return (t, n) => -e(-t, n);
}
function wd(e) {
	let t = e(gd, _d), n = t.domain, r = 10, i, a;
	function o() {
		return i = Sd(r), a = xd(r), n()[0] < 0 ? (i = Cd(i), a = Cd(a), e(vd, yd)) : e(gd, _d), t;
	}
	return t.base = function(e) {
		return arguments.length ? (r = +e, o()) : r;
	}, t.domain = function(e) {
		return arguments.length ? (n(e), o()) : n();
	}, t.ticks = (e) => {
		let t = n(), o = t[0], s = t[t.length - 1], c = s < o;
		c && ([o, s] = [s, o]);
		let l = i(o), u = i(s), d, f, p = e == null ? 10 : +e, m = [];
		if (!(r % 1) && u - l < p) {
			if (l = Math.floor(l), u = Math.ceil(u), o > 0) {
				for (; l <= u; ++l) for (d = 1; d < r; ++d) if (f = l < 0 ? d / a(-l) : d * a(l), !(f < o)) {
					if (f > s) break;
					m.push(f);
				}
			} else for (; l <= u; ++l) for (d = r - 1; d >= 1; --d) if (f = l > 0 ? d / a(-l) : d * a(l), !(f < o)) {
				if (f > s) break;
				m.push(f);
			}
			m.length * 2 < p && (m = zc(o, s, p));
		} else m = zc(l, u, Math.min(u - l, p)).map(a);
		return c ? m.reverse() : m;
	}, t.tickFormat = (e, n) => {
		if (e ??= 10, n ??= r === 10 ? "s" : ",", typeof n != "function" && (!(r % 1) && (n = Iu(n)).precision == null && (n.trim = !0), n = Ju(n)), e === Infinity) return n;
		let o = Math.max(1, r * e / t.ticks().length);
		return (e) => {
			let t = e / a(Math.round(i(e)));
			return t * r < r - .5 && (t *= r), t <= o ? n(e) : "";
		};
	}, t.nice = () => n(hd(n(), {
		floor: (e) => a(Math.floor(i(e))),
		ceil: (e) => a(Math.ceil(i(e)))
	})), t;
}
function Td() {
	let e = wd(ud()).domain([1, 10]);
	return e.copy = () => ld(e, Td()).base(e.base()), ed.apply(e, arguments), e;
}
// src/charts/scales.ts
var Ed = 2e4;
function Dd(e, t) {
	let n = e.count ?? 5, r = e.log ? Td(e.domain, t) : md(e.domain, t), i = (n) => {
		let i = e.log && n <= 0 ? t[0] : r(n);
		return i === void 0 || Number.isNaN(i) ? t[1] < t[0] ? -2e4 : Ed : Math.min(Math.max(i, -2e4), Ed);
	}, a = e.log ? kd(e.domain, n) : r.ticks(n), o = Math.log10(e.domain[1] / e.domain[0]), s = (t) => e.log ? o > 6 || e.domain[1] > 1e6 || e.domain[0] < 1e-6 ? tc(Math.round(Math.log10(t))) : t >= 1e4 ? Qs(t) : Zs(t, 3) : Od(t, r.ticks(n)), c = a.map((e) => ({
		value: e,
		at: i(e),
		text: s(e)
	}));
	return Object.assign(i, {
		invert: (e) => r.invert(e),
		ticks: c,
		range: t,
		domain: e.domain
	});
}
function Od(e, t) {
	let n = Math.max(...t.map(Math.abs));
	return n >= 1e5 || n < .001 ? $(e, 2) : Zs(e, 6);
}
function kd([e, t], n) {
	let r = Math.ceil(Math.log10(e) - 1e-9), i = Math.floor(Math.log10(t) + 1e-9);
	if (i - r >= 2) {
		let e = Math.ceil((i - r + 1) / n);
		return Array.from({ length: i - r + 1 }, (e, t) => r + t).filter((t) => t % e === 0).map((e) => Number(`1e${e}`));
	}
	let a = [];
	for (let n = r - 1; n <= i; n++) for (let r of [
		1,
		2,
		5
	]) {
		let i = Number(`${r}e${n}`);
		i >= e * .999 && i <= t * 1.001 && a.push(i);
	}
	let o = a.length <= n + 1 ? a : a.filter((e, t) => t % 2 == 0);
	return a.length > 2 ? o : md().domain([e, t]).ticks(Math.min(4, n));
}
function Ad(e, t, n = .06) {
	let r = (t - e || Math.abs(t) || 1) * n;
	return [e - r, t + r];
}
function jd(e) {
	let t = Infinity, n = -Infinity;
	for (let r = 0; r < e.length; r++) {
		let i = e[r];
		Number.isFinite(i) && (i < t && (t = i), i > n && (n = i));
	}
	return t <= n ? [t, n] : [0, 1];
}
function Md(e, t, n) {
	let r = "", i = NaN, a = NaN;
	for (let o = 0; o < e; o++) {
		let s = t(o), c = n(o);
		if (!(Math.abs(s - i) < .5 && Math.abs(c - a) < .5 && o < e - 1)) {
			if (r += `${r ? "L" : "M"}${s.toFixed(1)},${c.toFixed(1)}`, Math.abs(s) >= Ed || Math.abs(c) >= Ed) break;
			i = s, a = c;
		}
	}
	return r;
}
Q(), Z();
var Nd = /* @__PURE__ */ G("<canvas aria-hidden=\"true\" class=\"svelte-1m2bwes\"></canvas>"), Pd = /* @__PURE__ */ Pi("<line class=\"grid svelte-1m2bwes\"></line><text dy=\"0.34em\" text-anchor=\"end\" class=\"svelte-1m2bwes\"> </text>", 1), Fd = /* @__PURE__ */ Pi("<line class=\"tick svelte-1m2bwes\"></line><text text-anchor=\"middle\" class=\"svelte-1m2bwes\"> </text>", 1), Id = /* @__PURE__ */ Pi("<g class=\"inside svelte-1m2bwes\"><!></g>"), Ld = /* @__PURE__ */ Pi("<!><svg role=\"group\"><defs><clipPath><rect></rect></clipPath></defs><g class=\"axes\" aria-hidden=\"true\"><!><line class=\"base svelte-1m2bwes\"></line><!><text class=\"title svelte-1m2bwes\"> </text><text class=\"title svelte-1m2bwes\" text-anchor=\"end\"> </text></g><g class=\"inside svelte-1m2bwes\"><!></g><!></svg>", 1), Rd = /* @__PURE__ */ G("<div class=\"plot svelte-1m2bwes\"><!></div>");
function zd(e, t) {
	let n = Li();
	O(t, !0);
	let r = fs(t, "height", 3, 300), i = fs(t, "right", 3, 14), a = /* @__PURE__ */ M(0), o = /* @__PURE__ */ M(void 0), s = /* @__PURE__ */ A(() => Dd(t.y, [r() - 44, 26])), c = /* @__PURE__ */ A(() => 14 + 6.9 * Math.max(2, ...B(s).ticks.map((e) => e.text.length))), l = /* @__PURE__ */ A(() => Math.max(2, Math.min(t.x.count ?? 6, Math.floor(B(a) / 70)))), u = /* @__PURE__ */ A(() => Dd({
		...t.x,
		count: B(l)
	}, [B(c), Math.max(B(a) - i(), B(c) + 40)])), d = /* @__PURE__ */ A(() => ({
		x: B(u),
		y: B(s),
		width: B(a),
		height: r()
	}));
	or(() => {
		if (!B(o) || !t.paint || B(a) === 0) return;
		let e = window.devicePixelRatio || 1;
		B(o).width = Math.round(B(a) * e), B(o).height = Math.round(r() * e);
		let n = B(o).getContext("2d");
		n && (n.setTransform(e, 0, 0, e, 0, 0), n.beginPath(), n.rect(B(u).range[0] - 4, 22, B(u).range[1] - B(u).range[0] + 8, r() - 44 - 26 + 8), n.clip(), t.paint(n, B(d)));
	});
	function f(e) {
		let t = e.currentTarget.getBoundingClientRect();
		return [B(u).invert(e.clientX - t.left), B(s).invert(e.clientY - t.top)];
	}
	var p = Rd();
	let m;
	var h = P(p), g = (e) => {
		var i = Ld(), l = F(i), p = (e) => {
			var t = Nd();
			es(t, (e) => N(o, e), () => B(o)), K(e, t);
		};
		J(l, (e) => {
			t.paint && e(p);
		});
		var m = L(l);
		let h;
		var g = P(m), _ = P(g), v = P(_);
		X(v, "y", 20), T(_), T(g);
		var y = L(g), b = P(y);
		Y(b, 17, () => B(s).ticks, (e) => e.value, (e, t) => {
			var n = Pd(), r = F(n), i = L(r), a = I(i, !0);
			R(() => {
				X(r, "x1", B(c)), X(r, "x2", B(u).range[1]), X(r, "y1", B(t).at), X(r, "y2", B(t).at), X(i, "x", B(c) - 8), X(i, "y", B(t).at), q(a, B(t).text);
			}), K(e, n);
		});
		var x = L(b), S = L(x);
		Y(S, 17, () => B(u).ticks, (e) => e.value, (e, t) => {
			var n = Fd(), i = F(n), a = L(i), o = I(a, !0);
			R(() => {
				X(i, "x1", B(t).at), X(i, "x2", B(t).at), X(i, "y1", r() - 44), X(i, "y2", r() - 44 + 5), X(a, "x", B(t).at), X(a, "y", r() - 44 + 19), q(o, B(t).text);
			}), K(e, n);
		});
		var C = L(S);
		X(C, "y", 11);
		var ee = I(C, !0), te = L(C), ne = I(te, !0);
		T(y);
		var re = L(y);
		ja(P(re), () => t.children, () => B(d)), T(re);
		var ie = L(re), ae = (e) => {
			var n = Id();
			ja(P(n), () => t.over, () => B(d)), T(n), K(e, n);
		};
		J(ie, (e) => {
			t.over && e(ae);
		}), T(m), R(() => {
			X(m, "width", B(a)), X(m, "height", r()), X(m, "aria-label", t.label), h = ro(m, 0, "svelte-1m2bwes", null, h, { pickable: t.onpick }), X(_, "id", `${n}-clip`), X(v, "x", B(c) - 1), X(v, "width", B(u).range[1] - B(c) + 2), X(v, "height", r() - 44 - 26 + 7), X(x, "x1", B(c)), X(x, "x2", B(u).range[1]), X(x, "y1", r() - 44), X(x, "y2", r() - 44), X(C, "x", B(c) - 8), q(ee, t.y.title), X(te, "x", B(u).range[1]), X(te, "y", r() - 5), q(ne, t.x.title), X(re, "clip-path", `url(#${n}-clip)`);
		}), W("click", m, function(...e) {
			(t.onpick && ((e) => t.onpick(...f(e))))?.apply(this, e);
		}), W("pointermove", m, function(...e) {
			(t.onhover && ((e) => t.onhover(f(e)[0])))?.apply(this, e);
		}), yi("pointerleave", m, function(...e) {
			(t.onhover && (() => t.onhover(null)))?.apply(this, e);
		}), K(e, i);
	};
	J(h, (e) => {
		B(a) > 0 && e(g);
	}), T(p), R(() => m = oo(p, "", m, { height: `${r() ?? ""}px` })), Yo(p, "clientWidth", (e) => N(a, e)), K(e, p), k();
}
bi(["click", "pointermove"]), Q(), Z(), sc(), vc();
var Bd = /* @__PURE__ */ G("<option> </option>"), Vd = /* @__PURE__ */ G("<select></select>"), Hd = /* @__PURE__ */ G("<button class=\"button quiet\">First start</button>"), Ud = /* @__PURE__ */ G("<!> <!>", 1), Wd = /* @__PURE__ */ Pi("<circle class=\"level svelte-tpu2mr\" r=\"1\" vector-effect=\"non-scaling-stroke\"></circle>"), Gd = /* @__PURE__ */ Pi("<text class=\"height svelte-tpu2mr\" dy=\"0.34em\" text-anchor=\"middle\"> </text>"), Kd = /* @__PURE__ */ Pi("<path class=\"pinned svelte-tpu2mr\"></path>"), qd = /* @__PURE__ */ Pi("<path class=\"best svelte-tpu2mr\" d=\"M0,-8L8,0L0,8L-8,0Z\"></path><text class=\"best-text svelte-tpu2mr\">closed form</text>", 1), Jd = /* @__PURE__ */ Pi("<!><!><!><path class=\"ahead svelte-tpu2mr\"></path><path class=\"path svelte-tpu2mr\"></path><!><circle class=\"now svelte-tpu2mr\" r=\"5.5\"></circle><g role=\"slider\" aria-label=\"Start: drag, or use the arrow keys\"><circle class=\"touch svelte-tpu2mr\" r=\"22\"></circle><circle class=\"ring svelte-tpu2mr\" r=\"8\"></circle><text x=\"0\" y=\"-14\" text-anchor=\"middle\" class=\"svelte-tpu2mr\">start</text></g>", 1), Yd = /* @__PURE__ */ G("<!> <p class=\"key svelte-tpu2mr\"><span> </span></p>", 1);
function Xd(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7), r = fs(t, "height", 3, 340), i = /* @__PURE__ */ A(() => n().axes[0]), a = /* @__PURE__ */ A(() => n().axes[1]), o = /* @__PURE__ */ A(() => n().weightNames), s = /* @__PURE__ */ A(() => n().closedFormWeights), c = /* @__PURE__ */ A(() => n().weights), l = /* @__PURE__ */ M(null), u = /* @__PURE__ */ A(() => {
		let e = (e) => {
			let t = B(s)?.[e] ?? 0, r = Math.abs((n().startWeights[e] ?? 0) - t), i = 1.22 * Math.max(r, .35 * Math.abs(t), B(d)[e] ?? 0, B(f)[e] ?? 0, 1e-6);
			return {
				domain: [t - i, t + i],
				title: B(o)[e] === "intercept" ? "intercept" : `weight of ${B(o)[e]}`,
				count: 5
			};
		};
		return [e(B(i)), e(B(a))];
	}), d = /* @__PURE__ */ A(() => {
		let e = n().bowl;
		if (!e) return [];
		let t = Math.sqrt(e.minLoss / e.problem.factor / e.problem.n);
		return B(o).map((n, r) => {
			let i = 0;
			for (let t = 0; t < e.rank; t++) i += (e.axes[t][r] / e.sigma[t]) ** 2;
			return 4 * t * Math.sqrt(i);
		});
	}), f = /* @__PURE__ */ A(() => {
		let e = n().bowl;
		if (!e || e.rank < B(o).length) return [];
		let t = (pc(e.problem, n().startWeights) - e.minLoss) / 250;
		return B(o).map((r, i) => {
			let a = 0;
			for (let t = 0; t < e.rank; t++) a += e.axes[t][i] ** 2 / e.eigenvalues[t];
			let o = 4 * Math.max(Math.abs(n().startWeights[i] - e.optimum[i]), Math.abs(e.optimum[i]));
			return Math.min(Math.sqrt(2 * t * a), o);
		});
	}), p = /* @__PURE__ */ A(() => B(l) ?? B(u)), m = /* @__PURE__ */ A(() => B(o).length === 2), h = /* @__PURE__ */ A(() => {
		let e = B(m) ? B(s) : B(c);
		return n().own && e ? yc(n().own, B(i), B(a), e) : null;
	}), g = /* @__PURE__ */ A(() => {
		if (!B(h)) return [];
		let [e, t] = B(p).map((e) => e.domain), n = Math.max(...e.flatMap((e) => t.map((t) => bc(B(h), e, t))));
		return Array.from({ length: 9 }, (e, t) => n / 3.2 ** t);
	}), _ = 1e6;
	function v(e, { x: t, y: n }) {
		let [r, i] = B(h).centre, [a, o] = xc(B(h), e), s = (t.range[1] - t.range[0]) / (t.domain[1] - t.domain[0]), c = (n.range[1] - n.range[0]) / (n.domain[1] - n.domain[0]), l = [t.range[0] + s * (r - t.domain[0]), n.range[0] + c * (i - n.domain[0])], u = [...[a, o].map(([e, t]) => b(s * e, c * t)).flat(), ...l];
		return u.every((e) => Math.abs(e) < 1e9) ? `matrix(${u.map((e) => e.toFixed(3)).join(" ")})` : "scale(0)";
	}
	function b(e, t) {
		let n = Math.hypot(e, t), r = n > _ ? _ / n : 1;
		return [e * r, t * r];
	}
	function x(e, { x: t, y: n }) {
		let [, r] = xc(B(h), e), [i, a] = [t(B(h).centre[0]), n(B(h).centre[1])];
		for (let e of r[1] > 0 ? [1, -1] : [-1, 1]) {
			let o = t(B(h).centre[0] + e * r[0]), s = n(B(h).centre[1] + e * r[1]);
			if (Math.hypot(o - i, s - a) < 44) return null;
			if (o > t.range[0] + 24 && o < t.range[1] - 24 && s > n.range[1] + 10 && s < n.range[0] - 12) return [o, s];
		}
		return null;
	}
	let S = /* @__PURE__ */ A(() => n().run?.epochs ?? 0), C = /* @__PURE__ */ A(() => Math.min(n().epoch, B(S)));
	function ee(e, t, { x: r, y: o }) {
		let s = n().run;
		return Md(t - e + 1, (t) => r(s.weights[(e + t) * s.p + B(i)]), (t) => o(s.weights[(e + t) * s.p + B(a)]));
	}
	function te(e, t) {
		let r = [...n().startWeights], o = B(p).map((e) => (e.domain[1] - e.domain[0]) / 400);
		r[B(i)] = ne(e, o[0]), r[B(a)] = ne(t, o[1]), n().setStart(r);
	}
	let ne = (e, t) => {
		let n = 10 ** Math.floor(Math.log10(t));
		return Number((Math.round(e / n) * n).toPrecision(12));
	};
	function re(e, { x: t, y: n }) {
		if (!B(l)) return;
		let r = e.currentTarget.closest("svg").getBoundingClientRect();
		te(t.invert(e.clientX - r.left), n.invert(e.clientY - r.top));
	}
	function ie(e) {
		e.currentTarget.setPointerCapture(e.pointerId), N(l, B(u), !0);
	}
	let ae = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function oe(e) {
		let t = ae[e.key];
		if (!t) return;
		e.preventDefault(), e.stopPropagation();
		let r = e.shiftKey ? 10 : 1, [o, s] = B(p).map((e) => r * (e.domain[1] - e.domain[0]) / 50);
		te(n().startWeights[B(i)] + t[0] * o, n().startWeights[B(a)] + t[1] * s);
	}
	function se(e, t) {
		let r = Number(t), o = [B(i), B(a)];
		o[1 - e] === r && (o[1 - e] = o[e]), o[e] = r, n().axesChosen = o;
	}
	let ce = /* @__PURE__ */ A(() => `${B(o)[B(i)]} ${$(n().startWeights[B(i)] ?? 0)}, ${B(o)[B(a)]} ${$(n().startWeights[B(a)] ?? 0)}`), le = /* @__PURE__ */ A(() => B(c) && B(s) ? `From ${B(ce)} the path has reached ${B(o)[B(i)]} ${$(B(c)[B(i)])}, ${B(o)[B(a)]} ${$(B(c)[B(a)])} at epoch ${n().epoch}; the closed form is at ${$(B(s)[B(i)])}, ${$(B(s)[B(a)])}.` : "");
	{
		let t = (e) => {
			var t = Ud(), r = F(t), i = (e) => {
				var t = Ii();
				Y(F(t), 16, () => [0, 1], (e) => e, (e, t) => {
					var r = Vd();
					Y(r, 21, () => B(o), _a, (e, t, n) => {
						var r = Bd(), i = I(r, !0), a = {};
						R((e) => {
							q(i, B(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
						}, [() => String(n)]), K(e, r);
					}), T(r);
					var i;
					po(r), R((e) => {
						X(r, "aria-label", t ? "Weight upwards" : "Weight along"), i !== (i = e) && (r.value = (r.__value = i) ?? "", fo(r, i));
					}, [() => String(n().axes[t])]), W("change", r, (e) => se(t, e.currentTarget.value)), K(e, r);
				}), K(e, t);
			};
			J(r, (e) => {
				B(m) || e(i);
			});
			var a = L(r, 2), s = (e) => {
				var t = Hd();
				W("click", t, () => n().setStart(null)), K(e, t);
			}, c = /* @__PURE__ */ A(() => n().shows("start") && n().start);
			J(a, (e) => {
				B(c) && e(s);
			}), K(e, t);
		}, u = /* @__PURE__ */ A(() => B(m) ? "" : "A cut through the bowl: all other weights as they are at this epoch.");
		Dc(e, {
			title: "Loss over two weights",
			get text() {
				return B(le);
			},
			get note() {
				return B(u);
			},
			controls: t,
			children: (e, t) => {
				var u = Ii(), d = F(u), f = (e) => {
					var t = Yd(), u = F(t);
					{
						let e = (e, t = y) => {
							let r = /* @__PURE__ */ A(() => t());
							var o = Jd(), u = F(o);
							Y(u, 17, () => B(g), _a, (e, n) => {
								var r = Wd();
								R((e) => X(r, "transform", e), [() => v(B(n), t())]), K(e, r);
							});
							var d = L(u);
							Y(d, 17, () => B(g), _a, (e, n, r) => {
								let i = /* @__PURE__ */ A(() => r % 2 == 1 ? x(B(n), t()) : null);
								var a = Ii(), o = F(a), s = (e) => {
									var t = Gd(), r = I(t, !0);
									R((e) => {
										X(t, "x", B(i)[0]), X(t, "y", B(i)[1]), q(r, e);
									}, [() => $(B(h).floor + B(n), 2)]), K(e, t);
								};
								J(o, (e) => {
									B(i) && e(s);
								}), K(e, a);
							});
							var f = L(d);
							Y(f, 17, () => n().pins.filter((e) => !e.onOtherData), (e) => e.id, (e, t) => {
								var n = Kd();
								let o;
								R((e) => {
									X(n, "d", e), o = oo(n, "", o, { stroke: `var(--pin-${B(t).colour ?? ""})` });
								}, [() => Md(B(t).epochs + 1, (e) => B(r).x(B(t).run.weights[e * B(t).run.p + B(i)]), (e) => B(r).y(B(t).run.weights[e * B(t).run.p + B(a)]))]), K(e, n);
							});
							var p = L(f), m = L(p), _ = L(m), b = (e) => {
								var t = qd(), n = F(t), o = L(n);
								R((e, t, r, i) => {
									X(n, "transform", `translate(${e ?? ""} ${t ?? ""})`), X(o, "x", r), X(o, "y", i);
								}, [
									() => B(r).x(B(s)[B(i)]),
									() => B(r).y(B(s)[B(a)]),
									() => B(r).x(B(s)[B(i)]) + 13,
									() => B(r).y(B(s)[B(a)]) - 9
								]), K(e, t);
							};
							J(_, (e) => {
								n().closedForm && e(b);
							});
							var te = L(_), ne = L(te);
							let ae;
							var se = /* @__PURE__ */ A(() => n().shows("start") ? oe : void 0), le = /* @__PURE__ */ A(() => n().shows("start") ? ie : void 0);
							R((e, t, r, a, o, s, c, l, u) => {
								X(p, "d", e), X(m, "d", t), X(te, "cx", r), X(te, "cy", a), ae = ro(ne, 0, "start svelte-tpu2mr", null, ae, { fixed: o }), X(ne, "transform", `translate(${s ?? ""} ${c ?? ""})`), X(ne, "tabindex", l), X(ne, "aria-valuenow", n().startWeights[B(i)]), X(ne, "aria-valuetext", B(ce)), X(ne, "aria-disabled", u);
							}, [
								() => ee(B(C), B(S), t()),
								() => ee(0, B(C), t()),
								() => B(r).x(B(c)[B(i)]),
								() => B(r).y(B(c)[B(a)]),
								() => !n().shows("start"),
								() => B(r).x(n().startWeights[B(i)]),
								() => B(r).y(n().startWeights[B(a)]),
								() => n().shows("start") ? 0 : -1,
								() => !n().shows("start")
							]), W("keydown", ne, function(...e) {
								B(se)?.apply(this, e);
							}), W("pointerdown", ne, function(...e) {
								B(le)?.apply(this, e);
							}), W("pointermove", ne, (e) => re(e, t())), W("pointerup", ne, () => setTimeout(() => N(l, null))), yi("pointercancel", ne, () => N(l, null)), K(e, o);
						}, t = /* @__PURE__ */ A(() => n().shows("start") ? (e, t) => !B(l) && te(e, t) : void 0);
						zd(u, {
							get x() {
								return B(p)[0];
							},
							get y() {
								return B(p)[1];
							},
							get height() {
								return r();
							},
							label: "Loss contours with the path of the run",
							get onpick() {
								return B(t);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var d = L(u, 2), f = I(P(d));
					T(d), R((e, t) => q(f, `epoch ${n().epoch ?? ""}: ${B(o)[B(i)] ?? ""}
        ${e ?? ""}, ${B(o)[B(a)] ?? ""}
        ${t ?? ""}`), [() => $(B(c)[B(i)]), () => $(B(c)[B(a)])]), K(e, t);
				};
				J(d, (e) => {
					B(h) && n().run && B(c) && B(s) && e(f);
				}), K(e, u);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	k();
}
bi([
	"change",
	"click",
	"keydown",
	"pointerdown",
	"pointermove",
	"pointerup"
]);
// src/controls/Segmented.svelte?svelte&type=style&lang.css
var Zd = t((() => {}));
// src/controls/Segmented.svelte
function Qd(e, t) {
	let n = Li();
	O(t, !0);
	let r = [], i = fs(t, "value", 15), a = fs(t, "showLabel", 3, !0);
	var o = ef(), s = P(o);
	let c;
	var l = I(s, !0), u = L(s, 2);
	Y(u, 21, () => t.choices, (e) => e.value, (e, t) => {
		var a = $d();
		let o;
		var s = P(a);
		vo(s);
		var c, l = I(L(s, 2), !0);
		T(a), R(() => {
			o = ro(a, 1, "svelte-1du94pa", null, o, { chosen: i() === B(t).value }), X(s, "name", n), c !== (c = B(t).value) && (s.value = (s.__value = c) ?? ""), q(l, B(t).text);
		}), zo(r, [], s, () => (B(t).value, i()), i), K(e, a);
	}), T(u), T(o), R(() => {
		c = ro(s, 1, "svelte-1du94pa", null, c, { "hidden-visually": !a() }), q(l, t.label);
	}), K(e, o), k();
}
var $d, ef, tf = t((() => {
	Q(), Z(), Zd(), $d = /* @__PURE__ */ G("<label><input type=\"radio\" class=\"svelte-1du94pa\"/> <span class=\"svelte-1du94pa\"> </span></label>"), ef = /* @__PURE__ */ G("<fieldset class=\"svelte-1du94pa\"><legend> </legend> <div class=\"strip svelte-1du94pa\"></div></fieldset>");
})), nf, rf, af = t((() => {
	nf = [
		"well-posed",
		"collinear",
		"ill-conditioned",
		"badly-scaled",
		"large-n",
		"large-d"
	], rf = {
		kind: "lesson",
		n: 100,
		noise: 1,
		seed: 0,
		low: 0,
		high: 10
	};
})), of, sf, cf, lf = t((() => {
	af(), of = {
		lr: [1e-5, 10],
		epochs: [1, 1e4],
		n: [2, 1e5],
		noise: [0, 1e3],
		seed: [0, 4294967295],
		range: [-1e6, 1e6],
		pins: 6,
		points: 5e3
	}, sf = {
		data: rf,
		lr: .01,
		epochs: 200,
		epoch: 200,
		rule: "gd",
		loss: "mse",
		standardize: !1,
		start: null,
		axes: null,
		residuals: "lines",
		closedForm: !0,
		pins: []
	}, cf = (e, [t, n]) => Math.min(Math.max(e, t), n);
}));
// src/points.ts
function uf(e) {
	return !(e.y.length === e.n && !e.sampled && e.n <= of.points && e.n >= 2) || ![...e.columns, e.y].every((e) => e.every(yf)) ? null : {
		kind: "points",
		names: [...e.names],
		target: e.target,
		columns: e.columns.map((e) => [...e]),
		y: [...e.y]
	};
}
function df(e, t) {
	return e.y.length >= of.points || !t.every(yf) ? e : {
		...e,
		columns: e.columns.map((e, n) => [...e, t[n]]),
		y: [...e.y, t[e.columns.length]]
	};
}
function ff(e, t, n) {
	return n.reduce((e, n, r) => pf(e, t, r, n), e);
}
function pf(e, t, n, r) {
	if (!yf(r) || t < 0 || t >= e.y.length) return e;
	let i = (e) => e.map((e, n) => n === t ? r : e);
	return n >= e.columns.length ? {
		...e,
		y: i(e.y)
	} : {
		...e,
		columns: e.columns.map((e, t) => t === n ? i(e) : e)
	};
}
function mf(e, t) {
	if (e.y.length <= 2 || t < 0 || t >= e.y.length) return e;
	let n = (e) => e.filter((e, n) => n !== t);
	return {
		...e,
		columns: e.columns.map(n),
		y: n(e.y)
	};
}
function hf(e) {
	let { names: t, target: n, columns: r, y: i } = e, a = gf(r, i), o = r.length + 1, s = a[o]?.[o] ?? 0;
	return {
		names: t,
		target: n,
		weight_names: [...t, "intercept"],
		n: i.length,
		columns: r,
		y: i,
		sampled: !1,
		sample_size: i.length,
		equivalent: a,
		loss_floor: s * s / i.length,
		lr_start: Array(o).fill(0),
		truth: null,
		source: `${Qs(i.length)} points edited in the page`,
		dropped: 0
	};
}
function gf(e, t) {
	let n = t.length, r = [
		...e,
		Array(n).fill(1),
		t
	].map((e) => Float64Array.from(e)), i = Math.min(n, r.length);
	for (let e = 0; e < i; e++) _f(r, e, n);
	return Array.from({ length: i }, (e, t) => r.map((e, n) => n < t ? 0 : e[t]));
}
function _f(e, t, n) {
	let r = e[t].slice(t), i = Math.sqrt(r.reduce((e, t) => e + t * t, 0));
	if (i === 0) return;
	r[0] += r[0] < 0 ? -i : i;
	let a = r.reduce((e, t) => e + t * t, 0);
	for (let i = t; i < e.length; i++) {
		let o = e[i], s = 0;
		for (let e = t; e < n; e++) s += r[e - t] * o[e];
		let c = 2 * s / a;
		for (let e = t; e < n; e++) o[e] -= c * r[e - t];
	}
}
var vf, yf, bf = t((() => {
	sc(), lf(), vf = 1e9, yf = (e) => Number.isFinite(e) && Math.abs(e) <= 1e9;
}));
tf(), bf(), Q(), Z(), sc();
var xf = /* @__PURE__ */ G("<div class=\"bar svelte-1s0b869\" role=\"group\" aria-label=\"Edit points\"><p role=\"status\" class=\"svelte-1s0b869\"><!></p> <button class=\"button\">Delete point</button> <button class=\"button\">Undo</button> <button class=\"button main\">Done</button></div>");
function Sf(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.editor.points), r = /* @__PURE__ */ A(() => t.editor.chosen), i = /* @__PURE__ */ A(() => B(n) && B(r) >= 0 && B(r) < B(n).y.length ? [B(n).columns[0][B(r)], B(n).y[B(r)]] : null);
	var a = Ii(), o = F(a), s = (e) => {
		var a = xf(), o = P(a), s = P(o), c = (e) => {
			var t = Fi();
			R((e, i) => q(t, `Point ${B(r) + 1}: ${B(n).names[0] ?? ""} ${e ?? ""}, ${B(n).target ?? ""} ${i ?? ""}`), [() => Zs(B(i)[0], 4), () => Zs(B(i)[1], 4)]), K(e, t);
		}, l = (e) => {
			K(e, Fi("Click to add a point, drag to move one."));
		};
		J(s, (e) => {
			B(i) ? e(c) : e(l, -1);
		}), T(o);
		var u = L(o, 2), d = L(u, 2), f = L(d, 2);
		T(a), R(() => {
			u.disabled = !B(i) || B(n).y.length <= 2, d.disabled = !t.editor.canUndo;
		}), W("click", u, () => t.editor.remove(B(r))), W("click", d, () => t.editor.undo()), W("click", f, () => t.editor.stop()), K(e, a);
	};
	J(o, (e) => {
		B(n) && e(s);
	}), K(e, a), k();
}
bi(["click"]), Q(), Z();
var Cf = /* @__PURE__ */ Pi("<circle r=\"9\" class=\"svelte-gsf75n\"></circle>"), wf = /* @__PURE__ */ Pi("<rect></rect><!>", 1);
function Tf(e, t) {
	O(t, !0);
	let n = fs(t, "editor", 7), r = /* @__PURE__ */ A(() => n().points), i = /* @__PURE__ */ A(() => ({
		x: t.scales.x.range[0],
		y: Math.min(...t.scales.y.range),
		width: t.scales.x.range[1] - t.scales.x.range[0],
		height: Math.abs(t.scales.y.range[0] - t.scales.y.range[1])
	})), a = -1, o = !1, s = (e) => [t.scales.x(B(r).columns[0][e]), t.scales.y(B(r).y[e])];
	function c(e, n) {
		return [l(t.scales.x.invert(e), t.scales.x.domain), l(t.scales.y.invert(n), t.scales.y.domain)];
	}
	function l(e, [t, n]) {
		let r = Math.min(Math.max(2 - Math.floor(Math.log10(n - t)), 0), 12);
		return Number(e.toFixed(r));
	}
	function u(e) {
		let t = e.currentTarget.ownerSVGElement.getBoundingClientRect();
		return [e.clientX - t.left, e.clientY - t.top];
	}
	function d(e, t) {
		let [n, i] = [-1, 22];
		for (let a = 0; a < B(r).y.length; a++) {
			let [r, o] = s(a), c = Math.hypot(r - e, o - t);
			c < i && ([n, i] = [a, c]);
		}
		return n;
	}
	function f(e) {
		if (e.button !== 0) return;
		let [t, r] = u(e);
		a = d(t, r), o = !1, a < 0 ? n().add(c(t, r)) : (n().chosen = a, e.currentTarget.setPointerCapture(e.pointerId));
	}
	function p(e) {
		a < 0 || (o || (n().frame = {
			x: t.scales.x.domain,
			y: t.scales.y.domain
		}), o = !0, n().move(a, c(...u(e)), !0));
	}
	function m() {
		a = -1, n().drop();
	}
	let h = {
		ArrowLeft: [-1, 0],
		ArrowRight: [1, 0],
		ArrowUp: [0, 1],
		ArrowDown: [0, -1]
	};
	function g(e) {
		let t = B(r)?.y.length ?? 0, a = n().chosen;
		if (e.key === "Escape") n().stop();
		else if (e.key === "n" || e.key === "p") n().chosen = (Math.max(a, 0) + (e.key === "n" ? a < 0 ? 0 : 1 : t - 1)) % t;
		else if (e.key === "Enter") n().add(c(B(i).x + B(i).width / 2, B(i).y + B(i).height / 2));
		else if ((e.key === "Delete" || e.key === "Backspace") && a >= 0) n().remove(a);
		else if (Object.hasOwn(h, e.key) && a >= 0) _(a, h[e.key], e.shiftKey ? 10 : 1);
		else return;
		e.preventDefault();
	}
	function _(e, [t, a], o) {
		let [l, u] = s(e), [d, f] = [B(i).width / 100 * o, B(i).height / 100 * o], [p, m] = c(l + t * d, u - a * f);
		n().move(e, [t ? p : B(r).columns[0][e], a ? m : B(r).y[e]]);
	}
	var v = Ii(), y = F(v), b = (e) => {
		var t = wf(), a = F(t);
		So(a, () => ({
			...B(i),
			role: "application",
			tabindex: "0",
			"aria-label": "Points: N and P choose one, arrows move it, Delete takes it away, Enter adds one in the middle",
			onpointerdown: f,
			onpointermove: p,
			onpointerup: m,
			onpointercancel: m,
			onkeydown: g
		}), void 0, void 0, void 0, "svelte-gsf75n");
		var o = L(a), c = (e) => {
			var t = Cf();
			R((e, n) => {
				X(t, "cx", e), X(t, "cy", n);
			}, [() => s(n().chosen)[0], () => s(n().chosen)[1]]), K(e, t);
		};
		J(o, (e) => {
			n().chosen >= 0 && n().chosen < B(r).y.length && e(c);
		}), K(e, t);
	};
	J(y, (e) => {
		B(r) && e(b);
	}), K(e, v), k();
}
// src/charts/view.ts
function Ef(e, t) {
	let n = e[0]?.length ?? 0, r = new Float64Array(n).fill(t[e.length]);
	return e.forEach((e, i) => {
		for (let a = 0; a < n; a++) r[a] += t[i] * e[a];
	}), r;
}
function Df(e, t, n) {
	let r = t[e.length];
	return e.forEach((e, i) => {
		i !== n && (r += t[i] * e.reduce((e, t) => e + t, 0) / e.length);
	}), (e) => r + t[n] * e;
}
Q(), Z(), sc();
var Of = /* @__PURE__ */ G("<option> </option>"), kf = /* @__PURE__ */ G("<select aria-label=\"Horizontal axis\"><option>prediction</option><!></select>"), Af = /* @__PURE__ */ G("<!> <!>", 1), jf = /* @__PURE__ */ Pi("<path class=\"residuals svelte-wyjtbh\"></path>"), Mf = /* @__PURE__ */ Pi("<path class=\"squares svelte-wyjtbh\"></path>"), Nf = /* @__PURE__ */ Pi("<!><!><path class=\"dots svelte-wyjtbh\"></path>", 1), Pf = /* @__PURE__ */ Pi("<line></line>"), Ff = /* @__PURE__ */ Pi("<!><line></line>", 1), If = /* @__PURE__ */ Pi("<!><!><!>", 1), Lf = /* @__PURE__ */ G("<span class=\"descent svelte-wyjtbh\">Each point moves to the diagonal as its prediction comes true.</span>"), Rf = /* @__PURE__ */ G("<span class=\"closed-key svelte-wyjtbh\">closed form</span>"), zf = /* @__PURE__ */ G("<span class=\"descent svelte-wyjtbh\"> </span> <!>", 1), Bf = /* @__PURE__ */ G("<!> <!> <p class=\"key svelte-wyjtbh\"><!></p>", 1);
function Vf(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7), r = fs(t, "height", 3, 340), i = /* @__PURE__ */ A(() => n().data), a = /* @__PURE__ */ A(() => (B(i)?.columns.length ?? 1) > 1), o = /* @__PURE__ */ M("0"), s = /* @__PURE__ */ A(() => {
		let e = Number(B(o));
		return B(a) && (e < 0 || e < (B(i)?.columns.length ?? 0)) ? e : 0;
	}), c = 0;
	cr(() => {
		let e = B(i)?.columns.length ?? 0;
		e !== c && N(o, e > 1 ? "-1" : "0", !0), c = e;
	});
	let l = /* @__PURE__ */ A(() => n().weights), u = /* @__PURE__ */ A(() => B(i) && B(l) ? Ef(B(i).columns, B(l)) : /* @__PURE__ */ new Float64Array()), d = /* @__PURE__ */ A(() => B(i) ? Ad(...jd(B(i).y)) : [0, 1]), f = /* @__PURE__ */ A(() => B(s) < 0 ? B(u) : B(i)?.columns[B(s)] ?? []), p = /* @__PURE__ */ A(() => B(s) < 0 ? B(d) : Ad(...jd(B(f)))), m = /* @__PURE__ */ A(() => {
		let [e, t] = B(d), r = B(i) && B(s) >= 0 ? jd(Ef(B(i).columns, n().startWeights)) : B(d), a = t - e;
		return [Math.max(Math.min(e, r[0]), e - a / 2), Math.min(Math.max(t, r[1]), t + a / 2)];
	}), h = /* @__PURE__ */ A(() => (B(i)?.y.length ?? 0) > 500), g = /* @__PURE__ */ A(() => n().residuals === "squares" && (B(i)?.y.length ?? 0) > 300 ? "lines" : n().residuals), _ = /* @__PURE__ */ A(() => B(s) < 0 ? `prediction of ${B(i)?.target}` : B(i)?.names[B(s)] ?? "x"), v = /* @__PURE__ */ A(() => {
		if (!B(i) || !B(l)) return "";
		let e = Array.from(B(l), (e, t) => `${n().weightNames[t]} ${$(e)}`).slice(0, 4).join(", ");
		return `${B(i).y.length} points; at epoch ${n().epoch} the weights are ${e}; loss ${$(n().currentLoss)}.`;
	});
	function b({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < B(u).length; r++) n += `M${e(B(f)[r]).toFixed(1)},${t(B(i).y[r]).toFixed(1)}V${t(B(u)[r]).toFixed(1)}`;
		return n;
	}
	function x({ x: e, y: t }) {
		let n = "";
		for (let r = 0; r < B(u).length; r++) {
			let a = t(B(i).y[r]), o = t(B(u)[r]) - a;
			n += `M${e(B(f)[r]).toFixed(1)},${a.toFixed(1)}v${o.toFixed(1)}h${(-o).toFixed(1)}v${(-o).toFixed(1)}z`;
		}
		return n;
	}
	function S(e, { x: t, y: n }) {
		let r = getComputedStyle(e.canvas);
		if (B(g) !== "none") {
			e.strokeStyle = r.getPropertyValue("outline-color"), e.globalAlpha = .28, e.beginPath();
			for (let r = 0; r < B(u).length; r++) e.moveTo(t(B(f)[r]), n(B(i).y[r])), e.lineTo(t(B(f)[r]), n(B(u)[r]));
			e.stroke();
		}
		e.fillStyle = r.color, e.globalAlpha = .75;
		for (let r = 0; r < B(f).length; r++) e.fillRect(t(B(f)[r]) - 1.5, n(B(i).y[r]) - 1.5, 3, 3);
	}
	let C = ({ x: e, y: t }) => {
		let n = "";
		for (let r = 0; r < B(f).length; r++) n += `M${e(B(f)[r]).toFixed(1)},${t(B(i).y[r]).toFixed(1)}h0`;
		return n;
	};
	function ee(e, { x: t, y: n }) {
		let [r, a] = t.domain, o = B(s) < 0 ? (e) => e : Df(B(i).columns, e, B(s));
		return {
			x1: t(r),
			y1: n(o(r)),
			x2: t(a),
			y2: n(o(a))
		};
	}
	let te = [
		{
			value: "none",
			text: "none"
		},
		{
			value: "lines",
			text: "lines"
		},
		{
			value: "squares",
			text: "squares"
		}
	];
	{
		let c = (e) => {
			var t = Af(), r = F(t), s = (e) => {
				var t = kf(), n = P(t);
				n.value = n.__value = "-1", Y(L(n), 17, () => B(i)?.names ?? [], _a, (e, t, n) => {
					var r = Of(), i = I(r, !0), a = {};
					R((e) => {
						q(i, B(t)), a !== (a = e) && (r.value = (r.__value = a) ?? "");
					}, [() => String(n)]), K(e, r);
				}), T(t), po(t), mo(t, () => B(o), (e) => N(o, e)), K(e, t);
			};
			J(r, (e) => {
				B(a) && e(s);
			});
			var c = L(r, 2), l = (e) => {
				Qd(e, {
					label: "Residuals",
					get choices() {
						return te;
					},
					get value() {
						return n().residuals;
					},
					set value(e) {
						n().residuals = e;
					}
				});
			}, u = /* @__PURE__ */ A(() => n().shows("residuals"));
			J(c, (e) => {
				B(u) && e(l);
			}), K(e, t);
		}, u = /* @__PURE__ */ A(() => B(i)?.sampled ? `${B(i).sample_size.toLocaleString("en-US")} of ${B(i).n.toLocaleString("en-US")} rows are drawn, a fair sample; the run is on all of them.` : "");
		Dc(e, {
			title: "Data and fitted line",
			get text() {
				return B(v);
			},
			get note() {
				return B(u);
			},
			controls: c,
			children: (e, a) => {
				var o = Ii(), c = F(o), u = (e) => {
					var a = Bf(), o = F(a);
					{
						let e = (e, r = y) => {
							var i = If(), a = F(i), o = (e) => {
								var t = Nf(), n = F(t), i = (e) => {
									var t = jf();
									R((e) => X(t, "d", e), [() => b(r())]), K(e, t);
								};
								J(n, (e) => {
									B(g) === "lines" && e(i);
								});
								var a = L(n), o = (e) => {
									var t = Mf();
									R((e) => X(t, "d", e), [() => x(r())]), K(e, t);
								};
								J(a, (e) => {
									B(g) === "squares" && e(o);
								});
								var s = L(a);
								R((e) => X(s, "d", e), [() => C(r())]), K(e, t);
							};
							J(a, (e) => {
								B(h) || e(o);
							});
							var c = L(a), u = (e) => {
								var t = Pf();
								So(t, (e) => ({
									class: "diagonal",
									...e
								}), [() => ee(B(l), r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
							}, d = (e) => {
								var t = Ff(), i = F(t), a = (e) => {
									var t = Pf();
									So(t, (e) => ({
										class: "closed",
										...e
									}), [() => ee(n().closedFormWeights, r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
								};
								J(i, (e) => {
									n().closedForm && n().closedFormWeights && e(a);
								}), So(L(i), (e) => ({
									class: "fit",
									...e
								}), [() => ee(B(l), r())], void 0, void 0, "svelte-wyjtbh"), K(e, t);
							};
							J(c, (e) => {
								B(s) < 0 ? e(u) : e(d, -1);
							});
							var f = L(c), p = (e) => {
								Tf(e, {
									get editor() {
										return t.editor;
									},
									get scales() {
										return r();
									}
								});
							};
							J(f, (e) => {
								t.editor?.onChart && e(p);
							}), K(e, i);
						}, a = /* @__PURE__ */ A(() => ({
							domain: t.editor?.frame?.x ?? B(p),
							title: B(_)
						})), c = /* @__PURE__ */ A(() => ({
							domain: t.editor?.frame?.y ?? B(m),
							title: B(i).target
						})), u = /* @__PURE__ */ A(() => B(h) ? S : void 0);
						zd(o, {
							get x() {
								return B(a);
							},
							get y() {
								return B(c);
							},
							get height() {
								return r();
							},
							label: "Data and fitted line",
							get paint() {
								return B(u);
							},
							children: e,
							$$slots: { default: !0 }
						});
					}
					var c = L(o, 2), u = (e) => {
						Sf(e, { get editor() {
							return t.editor;
						} });
					};
					J(c, (e) => {
						t.editor?.onChart && e(u);
					});
					var d = L(c, 2), f = P(d), v = (e) => {
						K(e, Lf());
					}, te = (e) => {
						var t = zf(), r = F(t), i = I(r), a = L(r, 2), o = (e) => {
							K(e, Rf());
						};
						J(a, (e) => {
							n().closedForm && e(o);
						}), R(() => q(i, `epoch ${n().epoch ?? ""}`)), K(e, t);
					};
					J(f, (e) => {
						B(s) < 0 ? e(v) : e(te, -1);
					}), T(d), K(e, a);
				};
				J(c, (e) => {
					B(i) && B(l) && e(u);
				}), K(e, o);
			},
			$$slots: {
				controls: !0,
				default: !0
			}
		});
	}
	k();
}
// src/lib/directions.ts
var Hf = .1;
function Uf(e, t) {
	let n = Array.from(e, (e) => Math.round(Math.abs(e) * 1e9)), [r, ...i] = Array.from(e, (e, t) => t).sort((e, t) => n[t] - n[e]).slice(0, 3).filter((t) => Math.abs(e[t]) >= Hf), a = (n, a) => {
		let o = i.filter((t) => a * e[t] * e[r] > 0);
		return o.length ? ` ${n} ${o.map((e) => Wf(t[e])).join(" and ")}` : "";
	};
	return Wf(t[r]) + a("with", 1) + a("against", -1);
}
var Wf = (e) => e === "intercept" ? "the intercept" : e, Gf, Kf, qf, Jf, Yf, Xf = t((() => {
	Gf = .9, Kf = {
		name: "gd",
		beta: 0,
		direction: (e) => e,
		rateLimit: (e) => 2 / e,
		recurrence: (e) => [
			1 - e,
			0,
			1 - e
		]
	}, qf = {
		name: "momentum",
		beta: Gf,
		direction: (e, t, n) => t[n] = Gf * t[n] + e,
		rateLimit: (e) => 3.8 / e,
		recurrence: (e) => [
			1.9 - e,
			Gf,
			1 - e
		]
	}, Jf = {
		name: "nesterov",
		beta: Gf,
		direction: (e, t, n) => e + Gf * (t[n] = Gf * t[n] + e),
		rateLimit: (e) => 3.8 / 2.8 / e,
		recurrence: (e) => [
			1.9 * (1 - e),
			Gf * (1 - e),
			1 - 1.9 * e
		]
	}, Yf = {
		gd: Kf,
		momentum: qf,
		nesterov: Jf
	};
}));
// src/lib/shares.ts
function Zf(e, t, n, r) {
	if (r === 0) return 1;
	let i = t * n;
	return e.beta === 0 ? $f(i, r) : ep(e.recurrence(i), r);
}
function Qf(e, t) {
	if (t.beta === 0) return Math.log1p(e < 1 ? -e : e - 2);
	let [n, r] = t.recurrence(e), i = n * n - 4 * r;
	if (i < 0) return Math.log(Math.max(r, 0)) / 2;
	let a = Math.sqrt(Math.max(i, 0)), o = n >= 0 ? e : 1 + n + r, s = (Math.abs(n) - a) / 2, c = (Math.abs(n) + a) / 2, l = s < 1 ? o / (1 - s) : 1 - c;
	return c < 2 ? Math.log1p(-l) : Math.log(c);
}
function $f(e, t) {
	if (e === 1) return 0;
	let n = e > 1, r = Math.exp(t * Math.log1p(n ? e - 2 : -e));
	return n && t % 2 == 1 ? -r : r;
}
function ep([e, t, n], r) {
	let i = e * e - 4 * t;
	if (i >= 0) {
		let a = Math.sqrt(i), o = (e + (e < 0 ? -a : a)) / 2;
		if (o === 0) return r === 1 ? n : 0;
		let s = t / o / o;
		return o ** (r - 1) * (o + (n - o) * tp(s, r));
	}
	let a = Math.sqrt(Math.max(t, 0)), o = Math.atan2(Math.sqrt(-i), e), s = n * Math.sin(r * o) - a * Math.sin((r - 1) * o);
	return a ** (r - 1) * s / Math.sin(o);
}
function tp(e, t) {
	return e === 1 ? t : e > 0 ? Math.expm1(t * Math.log(e)) / Math.expm1(Math.log(e)) : (1 - e ** t) / (1 - e);
}
var np, rp = t((() => {
	np = (e, t) => Math.exp(Qf(e, t));
}));
// src/lib/spectrum.ts
function ip(e) {
	let { p: t, m: n, y: r, factor: i } = e, { columns: a, axes: o } = up(e), s = a.map((e) => Math.sqrt(lp(e, e))), c = s.map((e, t) => t).sort((e, t) => s[t] - s[e]), l = Math.min(n, t), u = s[c[t - 1]] <= mp * s[c[0]] ? pp(e) : l, d = new Float64Array(t), f = new Float64Array(t), p = new Float64Array(t), m = new Float64Array(t), h = r.slice();
	c.slice(0, u).forEach((e, c) => {
		d[c] = s[e], f[c] = 2 * i * s[e] ** 2, p[c] = lp(a[e], r) / s[e];
		for (let n = 0; n < t; n++) m[n] += o[e][n] * p[c] / s[e];
		for (let t = 0; t < n; t++) h[t] -= a[e][t] * p[c] / s[e];
	});
	let g = i * lp(h, h);
	return {
		problem: e,
		sigma: d,
		eigenvalues: f,
		axes: c.map((e) => o[e]),
		projections: p,
		minLoss: g,
		rank: u,
		optimum: m
	};
}
function ap(e) {
	return e.rank < e.sigma.length || vp(e) === 0 ? Infinity : _p(e) / vp(e);
}
function op(e) {
	let t = e.problem.n - e.rank;
	return t > 0 ? Math.sqrt(e.minLoss / e.problem.factor / t) : 0;
}
function sp(e, t) {
	return e.sigma.map((n, r) => n * lp(e.axes[r], t) - e.projections[r]);
}
function cp(e, t) {
	return Float64Array.from(e.axes, (n) => {
		let r = 0;
		for (let i = 0; i < n.length; i++) r += n[i] * (t[i] - e.optimum[i]);
		return r;
	});
}
function lp(e, t) {
	let n = 0;
	for (let r = 0; r < e.length; r++) n += e[r] * t[r];
	return n;
}
function up(e) {
	let { rows: t, m: n, p: r } = e, i = Array.from({ length: r }, (e, i) => Float64Array.from({ length: n }, (e, n) => t[n * r + i])), a = Array.from({ length: r }, (e, t) => {
		let n = new Float64Array(r);
		return n[t] = 1, n;
	});
	for (let e = 0; e < hp; e++) {
		let e = !1;
		for (let t = 0; t < r; t++) for (let n = t + 1; n < r; n++) e = dp(i, a, t, n) || e;
		if (!e) break;
	}
	return {
		columns: i,
		axes: a
	};
}
function dp(e, t, n, r) {
	let i = lp(e[n], e[n]), a = lp(e[r], e[r]), o = lp(e[n], e[r]);
	if (o === 0 || Math.abs(o) <= gp * e[n].length * Math.sqrt(i * a)) return !1;
	let s = (a - i) / (2 * o), c = (s < 0 ? -1 : 1) / (Math.abs(s) + Math.hypot(1, s)), l = 1 / Math.hypot(1, c);
	return fp(e[n], e[r], l, l * c), fp(t[n], t[r], l, l * c), !0;
}
function fp(e, t, n, r) {
	for (let i = 0; i < e.length; i++) {
		let a = e[i];
		e[i] = n * a - r * t[i], t[i] = r * a + n * t[i];
	}
}
function pp(e) {
	let { columns: t } = up(e.units === null ? uc(e) : e), n = t.map((e) => Math.sqrt(lp(e, e))), r = Math.max(e.n, e.p) * 2 ** -52, i = Math.max(...n);
	return Math.min(e.m, n.filter((e) => e > r * i).length);
}
var mp, hp, gp, _p, vp, yp = t((() => {
	vc(), mp = 1e-6, hp = 60, gp = 2 ** -52, _p = (e) => e.eigenvalues[0], vp = (e) => e.eigenvalues[Math.max(e.rank, 1) - 1];
}));
Xf(), rp(), yp(), Q(), Z();
var bp = /* @__PURE__ */ Pi("<line class=\"target svelte-kozgbm\"></line>"), xp = /* @__PURE__ */ Pi("<!><path class=\"svelte-kozgbm\"></path><circle r=\"4.5\" class=\"svelte-kozgbm\"></circle>", 1), Sp = /* @__PURE__ */ Pi("<!><line class=\"cursor svelte-kozgbm\"></line>", 1), Cp = /* @__PURE__ */ Pi("<text dy=\"0.34em\"> </text>");
function wp(e, t) {
	O(t, !0);
	let n = fs(t, "height", 3, 260), r = /* @__PURE__ */ A(() => t.lab.run?.epochs ?? 0), i = /* @__PURE__ */ A(() => Math.max(1, Math.ceil(B(r) / 400))), a = /* @__PURE__ */ A(() => Math.floor(B(r) / B(i)) + 1), o = (e) => e.length > 18 ? `${e.slice(0, 17)}…` : e, s = /* @__PURE__ */ A(() => 16 + 6.6 * Math.min(18, Math.max(0, ...t.lines.map((e) => e.name.length))));
	function c(e, n, i) {
		let a = t.lines.map((t, a) => ({
			i: a,
			y: Math.min(Math.max(e(t.at(B(r))), i), n)
		}));
		a.sort((e, t) => e.y - t.y);
		for (let e = 1; e < a.length; e++) a[e].y = Math.max(a[e].y, a[e - 1].y + 16);
		let o = n;
		for (let e = a.length - 1; e >= 0; e--, o -= 16) a[e].y = Math.min(a[e].y, o);
		let s = [];
		for (let { i: e, y: t } of a) s[e] = t;
		return s;
	}
	{
		let l = (e, n = y) => {
			var r = Sp(), o = F(r);
			Y(o, 17, () => t.lines, _a, (e, r) => {
				var o = xp(), s = F(o), c = (e) => {
					var t = bp();
					R((e, r) => {
						X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
					}, [() => n().y(B(r).target), () => n().y(B(r).target)]), K(e, t);
				};
				J(s, (e) => {
					B(r).target !== void 0 && t.lab.closedForm && e(c);
				});
				var l = L(s);
				let u;
				var d = L(l);
				let f;
				R((e, t, n) => {
					X(l, "d", e), u = oo(l, "", u, { stroke: B(r).colour }), X(d, "cx", t), X(d, "cy", n), f = oo(d, "", f, { fill: B(r).colour });
				}, [
					() => Md(B(a), (e) => n().x(e * B(i)), (e) => n().y(B(r).at(e * B(i)))),
					() => n().x(t.lab.epoch),
					() => n().y(B(r).at(t.lab.epoch))
				]), K(e, o);
			});
			var s = L(o);
			R((e, t) => {
				X(s, "x1", e), X(s, "x2", t), X(s, "y1", n().y.range[1]), X(s, "y2", n().y.range[0]);
			}, [() => n().x(t.lab.epoch), () => n().x(t.lab.epoch)]), K(e, r);
		}, u = (e, n = y) => {
			let r = /* @__PURE__ */ A(() => c(n().y, n().y.range[0] - 4, n().y.range[1] + 4));
			var i = Ii();
			Y(F(i), 17, () => t.lines, _a, (e, t, i) => {
				var a = Cp();
				let s;
				var c = I(a, !0);
				R((e) => {
					X(a, "x", n().x.range[1] + 8), X(a, "y", B(r)[i]), s = oo(a, "", s, { fill: B(t).colour }), q(c, e);
				}, [() => o(B(t).name)]), K(e, a);
			}), K(e, i);
		}, d = /* @__PURE__ */ A(() => ({
			domain: [0, Math.max(B(r), 1)],
			title: "epoch",
			count: 4
		}));
		zd(e, {
			get x() {
				return B(d);
			},
			get y() {
				return t.y;
			},
			get height() {
				return n();
			},
			get label() {
				return t.label;
			},
			get right() {
				return B(s);
			},
			onpick: (e) => t.lab.jump(e),
			children: l,
			over: u,
			$$slots: {
				default: !0,
				over: !0
			}
		});
	}
	k();
}
Q(), Z(), sc(), vc();
var Tp = /* @__PURE__ */ G("<li> <span class=\"svelte-8lmcxj\"> </span></li>"), Ep = /* @__PURE__ */ G("<!> <ul class=\"svelte-8lmcxj\"></ul>", 1);
function Dp(e, t) {
	O(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0"
	], r = /* @__PURE__ */ A(() => {
		let e = t.lab.spectrum?.rank ?? 0;
		return e <= 4 ? Array.from({ length: e }, (e, t) => t) : [
			0,
			1,
			e - 2,
			e - 1
		];
	}), i = /* @__PURE__ */ A(() => {
		let e = t.lab.spectrum;
		if (!e) return [];
		let i = cp(e, gc(e.problem, t.lab.startWeights)), a = Yf[t.lab.rule];
		return B(r).map((r, o) => {
			let s = e.eigenvalues[r];
			return {
				name: Uf(e.axes[r], t.lab.weightNames),
				colour: `var(${n[o]})`,
				at: (e) => Math.abs(i[r] * Zf(a, t.lab.lr, s, e)),
				kept: np(t.lab.lr * s, a),
				curvature: s
			};
		});
	}), a = /* @__PURE__ */ A(() => B(i).map(({ colour: e, at: t, kept: n }) => ({
		name: `keeps ${o(n)}`,
		colour: e,
		at: t
	}))), o = (e) => e > 1 ? `×${$(e, 3)}` : ec(e), s = /* @__PURE__ */ A(() => {
		let e = 0, n = Infinity, r = t.lab.run?.epochs ?? 0;
		for (let t of B(i)) {
			let [i, a] = [t.at(0), t.at(r)];
			e = Math.max(e, i, Number.isFinite(a) ? Math.min(a, i * 1e6) : i), n = Math.min(n, ...[i, a].filter((e) => e > 0));
		}
		return e > 0 ? [Math.max(n, e * 1e-9) / 1.5, e * 2] : [.1, 1];
	}), c = /* @__PURE__ */ A(() => B(i).map((e) => `Along ${e.name} an epoch keeps ${o(e.kept)} of the error; ${$(e.at(t.lab.epoch), 3)} is left.`).join(" "));
	Dc(e, {
		title: "Error along each direction",
		get text() {
			return B(c);
		},
		children: (e, n) => {
			var r = Ep(), o = F(r);
			{
				let e = /* @__PURE__ */ A(() => ({
					domain: B(s),
					log: !0,
					title: "error, log scale",
					count: 5
				}));
				wp(o, {
					get lab() {
						return t.lab;
					},
					get lines() {
						return B(a);
					},
					get height() {
						return t.height;
					},
					get y() {
						return B(e);
					},
					label: "Error along each eigen-direction"
				});
			}
			var c = L(o, 2);
			Y(c, 21, () => B(i), _a, (e, t) => {
				var n = Tp();
				let r;
				var i = P(n), a = I(L(i));
				T(n), R((e) => {
					r = oo(n, "", r, { color: B(t).colour }), q(i, `${B(t).name ?? ""} `), q(a, `λ = ${e ?? ""}`);
				}, [() => $(B(t).curvature)]), K(e, n);
			}), T(c), K(e, r);
		},
		$$slots: { default: !0 }
	}), k();
}
Q(), Z(), sc(), lf();
var Op = /* @__PURE__ */ G("<button class=\"button\">Pin this run</button>"), kp = /* @__PURE__ */ Pi("<line class=\"floor svelte-1sxp8yk\"></line>"), Ap = /* @__PURE__ */ Pi("<path class=\"curve svelte-1sxp8yk\"></path>"), jp = /* @__PURE__ */ Pi("<circle r=\"3.5\"></circle>"), Mp = /* @__PURE__ */ Pi("<!><!><path class=\"curve now svelte-1sxp8yk\"></path><line class=\"cursor svelte-1sxp8yk\"></line><!><circle class=\"dot svelte-1sxp8yk\" r=\"5.5\"></circle>", 1), Np = /* @__PURE__ */ Pi("<text class=\"floor-text svelte-1sxp8yk\" dy=\"0.34em\"> </text>"), Pp = /* @__PURE__ */ G("<li class=\"svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <button class=\"what svelte-1sxp8yk\" title=\"Show this run again\"> </button> <b class=\"svelte-1sxp8yk\"> </b> <button class=\"away svelte-1sxp8yk\">×</button></li>"), Fp = /* @__PURE__ */ G("<!> <ul class=\"runs svelte-1sxp8yk\"><li class=\"mine svelte-1sxp8yk\"><span class=\"mark svelte-1sxp8yk\"></span> <span class=\"what\"> </span> <b class=\"svelte-1sxp8yk\"> </b></li> <!></ul>", 1);
function Ip(e, t) {
	O(t, !0);
	let n = fs(t, "height", 3, 300), r = /* @__PURE__ */ M(null), i = /* @__PURE__ */ A(() => t.lab.run), a = /* @__PURE__ */ A(() => t.lab.spectrum?.minLoss ?? 0), o = /* @__PURE__ */ A(() => Math.max(t.lab.epochs, ...t.lab.pins.map((e) => e.epochs))), s = /* @__PURE__ */ A(() => {
		if (!B(i)) return [.1, 10];
		let e = B(a) > 0 ? B(a) : Infinity, n = B(i).losses[0];
		for (let r of [B(i).losses, ...t.lab.pins.map((e) => e.run.losses)]) for (let t of r) t < e && t > 0 && (e = t), t > n && t < B(i).losses[0] * 1e9 && (n = t);
		return e = Math.max(Math.min(e, n), n * 1e-18), n > 0 ? [e * .8, Math.max(n * 1.25, e * 3)] : [.1, 10];
	}), c = /* @__PURE__ */ A(() => B(r) === null ? t.lab.epoch : Math.min(Math.max(Math.round(B(r)), 0), B(o))), l = (e) => e[Math.min(B(c), e.length - 1)], u = /* @__PURE__ */ A(() => B(i) ? `Loss ${$(B(i).losses[Math.min(t.lab.epoch, B(i).epochs)])} at epoch ${t.lab.epoch}, ${$(B(i).losses[0])} at the start; the floor is ${$(B(a))}.` : ""), d = (e, { x: t, y: n }) => Md(e.length, t, (t) => n(e[t])), f = (e) => `lr ${Zs(e.lr)}${e.rule === "gd" ? "" : ` ${e.rule}`}${e.standardize ? ", standardised" : ""}${e.loss === "mse" ? "" : `, ${e.loss}`}`;
	Dc(e, {
		title: "Loss",
		get text() {
			return B(u);
		},
		controls: (e) => {
			var n = Ii(), r = F(n), a = (e) => {
				var n = Op();
				R(() => n.disabled = t.lab.pins.length >= of.pins || !B(i)), W("click", n, () => t.lab.pin()), K(e, n);
			}, o = /* @__PURE__ */ A(() => t.lab.shows("pins"));
			J(r, (e) => {
				B(o) && e(a);
			}), K(e, n);
		},
		children: (e, u) => {
			var p = Ii(), m = F(p), h = (e) => {
				var u = Fp(), p = F(u);
				{
					let e = (e, n = y) => {
						var r = Mp(), o = F(r), s = (e) => {
							var t = kp();
							R((e, r) => {
								X(t, "x1", n().x.range[0]), X(t, "x2", n().x.range[1]), X(t, "y1", e), X(t, "y2", r);
							}, [() => n().y(B(a)), () => n().y(B(a))]), K(e, t);
						};
						J(o, (e) => {
							t.lab.closedForm && B(a) > 0 && e(s);
						});
						var u = L(o);
						Y(u, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = Ap();
							let i;
							R((e) => {
								X(r, "d", e), X(r, "stroke-dasharray", B(t).onOtherData ? "5 4" : void 0), i = oo(r, "", i, { stroke: `var(--pin-${B(t).colour ?? ""})` });
							}, [() => d(B(t).run.losses, n())]), K(e, r);
						});
						var f = L(u), p = L(f), m = L(p);
						Y(m, 17, () => t.lab.pins, (e) => e.id, (e, t) => {
							var r = jp();
							let i;
							R((e, n) => {
								X(r, "cx", e), X(r, "cy", n), i = oo(r, "", i, { fill: `var(--pin-${B(t).colour ?? ""})` });
							}, [() => n().x(Math.min(B(c), B(t).epochs)), () => n().y(l(B(t).run.losses))]), K(e, r);
						});
						var h = L(m);
						R((e, t, r, i, a) => {
							X(f, "d", e), X(p, "x1", t), X(p, "x2", r), X(p, "y1", n().y.range[1]), X(p, "y2", n().y.range[0]), X(h, "cx", i), X(h, "cy", a);
						}, [
							() => d(B(i).losses, n()),
							() => n().x(B(c)),
							() => n().x(B(c)),
							() => n().x(Math.min(B(c), B(i).epochs)),
							() => n().y(l(B(i).losses))
						]), K(e, r);
					}, u = (e, n = y) => {
						var r = Ii(), i = F(r), o = (e) => {
							var t = Np(), r = I(t);
							R((e, i) => {
								X(t, "x", n().x.range[1] + 8), X(t, "y", e), q(r, `floor ${i ?? ""}`);
							}, [() => n().y(B(a)), () => $(B(a))]), K(e, t);
						};
						J(i, (e) => {
							t.lab.closedForm && B(a) > 0 && e(o);
						}), K(e, r);
					}, f = /* @__PURE__ */ A(() => ({
						domain: [0, B(o)],
						title: "epoch"
					})), m = /* @__PURE__ */ A(() => ({
						domain: B(s),
						log: !0,
						title: `loss (${t.lab.loss}), log scale`
					})), h = /* @__PURE__ */ A(() => t.lab.closedForm ? 96 : 16);
					zd(p, {
						get x() {
							return B(f);
						},
						get y() {
							return B(m);
						},
						get height() {
							return n();
						},
						label: "Loss per epoch",
						get right() {
							return B(h);
						},
						onpick: (e) => t.lab.jump(e),
						onhover: (e) => N(r, e, !0),
						children: e,
						over: u,
						$$slots: {
							default: !0,
							over: !0
						}
					});
				}
				var m = L(p, 2), h = P(m), g = L(P(h), 2), _ = I(g), v = I(L(g, 2), !0);
				T(h), Y(L(h, 2), 17, () => t.lab.pins, (e) => e.id, (e, n) => {
					var r = Pp();
					let i;
					var a = L(P(r), 2), o = I(a), s = L(a, 2), c = I(s, !0), u = L(s, 2);
					T(r), R((e, t, a) => {
						i = oo(r, "", i, { color: `var(--pin-${B(n).colour ?? ""})` }), q(o, `${e ?? ""}${B(n).onOtherData ? " (other data)" : ""}`), q(c, t), X(u, "aria-label", `Remove the pinned run ${a ?? ""}`);
					}, [
						() => f(B(n)),
						() => $(l(B(n).run.losses)),
						() => f(B(n))
					]), W("click", a, () => t.lab.recall(B(n))), W("click", u, () => t.lab.unpin(B(n).id)), K(e, r);
				}), T(m), R((e, t, n) => {
					X(m, "aria-label", `Runs at epoch ${B(c) ?? ""}`), q(_, `lr ${e ?? ""} at epoch ${t ?? ""}`), q(v, n);
				}, [
					() => Zs(t.lab.lr),
					() => Qs(Math.min(B(c), B(i).epochs)),
					() => $(l(B(i).losses))
				]), K(e, u);
			};
			J(m, (e) => {
				B(i) && e(h);
			}), K(e, p);
		},
		$$slots: {
			controls: !0,
			default: !0
		}
	}), k();
}
bi(["click"]), Q(), Z(), sc();
function Lp(e, t) {
	O(t, !0);
	let n = [
		"--descent",
		"--pin-3",
		"--pin-1",
		"--pin-0",
		"--pin-2",
		"--pin-4"
	], r = /* @__PURE__ */ A(() => {
		let e = t.lab.weightNames.map((e, t) => t), [n, r] = t.lab.axes;
		return [
			n,
			r,
			...e.filter((e) => e !== n && e !== r)
		].slice(0, 6);
	}), i = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab;
		return e ? B(r).map((r, i) => ({
			name: t.lab.weightNames[r],
			colour: `var(${n[i]})`,
			at: (t) => e.weights[Math.min(t, e.epochs) * e.p + r],
			target: t.lab.closedFormWeights?.[r]
		})) : [];
	}), a = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab, [n, i] = jd(B(r).flatMap((e) => [t.lab.startWeights[e] ?? 0, t.lab.closedFormWeights?.[e] ?? 0]));
		if (!e) return Ad(n, i);
		let a = 2 * (i - n || 1), [o, s] = [n, i];
		for (let t = 0; t <= e.epochs; t++) for (let c of B(r)) {
			let r = e.weights[t * e.p + c];
			r < o && (o = Math.max(r, n - a)), r > s && (s = Math.min(r, i + a));
		}
		return Ad(o, s);
	}), o = /* @__PURE__ */ A(() => t.lab.weightNames.length - B(r).length), s = /* @__PURE__ */ A(() => t.lab.weights ? B(r).map((e) => `${t.lab.weightNames[e]} ${$(t.lab.weights[e])}, closed form ${$(t.lab.closedFormWeights?.[e] ?? NaN)}`).join("; ") : "");
	{
		let n = /* @__PURE__ */ A(() => B(o) > 0 ? `${B(o)} more weights are not drawn; choose which by the axes of the contour.` : "");
		Dc(e, {
			title: "Weights",
			get text() {
				return B(s);
			},
			get note() {
				return B(n);
			},
			children: (e, n) => {
				{
					let n = /* @__PURE__ */ A(() => ({
						domain: B(a),
						title: "weight",
						count: 5
					}));
					wp(e, {
						get lab() {
							return t.lab;
						},
						get lines() {
							return B(i);
						},
						get height() {
							return t.height;
						},
						get y() {
							return B(n);
						},
						label: "Weights over the epochs"
					});
				}
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
// src/lib/forecast.ts
function Rp(e, t, n, r) {
	let i = e.eigenvalues.subarray(0, e.rank), a = Array.from(i, (e) => Qf(t * e, r)), o = Wp * e.minLoss / e.problem.factor, s = sp(e, n).subarray(0, e.rank), c = Array.from(s, (e) => e === 0 ? 0 : e * e / o), l = new Zp(r, t, i), u = a.map((e) => 2 * e), d = l.settled(c, Vp(c, u), 2), f = Bp(e, n).map((e) => l.settled(e, Vp(e.map(Math.abs), a), 1));
	return {
		loss: d,
		weights: f,
		toTolerance: Math.max(...f)
	};
}
function zp(e) {
	let { problem: t, rank: n } = e, r = Math.max(op(e), Up * Math.sqrt(lp(t.y, t.y) / t.n)), i = new Float64Array(t.p);
	for (let r = 0; r < n; r++) hc(t, e.axes[r]).forEach((t, n) => i[n] += (t / e.sigma[r]) ** 2);
	return hc(t, e.optimum).map((e, t) => Hp * Math.max(Math.abs(e), Math.sqrt(i[t]) * r));
}
function Bp(e, t) {
	let { problem: n, rank: r } = e, i = sp(e, t), a = e.axes.slice(0, r).map((t, r) => {
		let a = i[r] / e.sigma[r];
		return hc(n, t.map((e) => e * a));
	});
	return zp(e).map((e, t) => a.map((n) => e > 0 ? n[t] / e : 0));
}
function Vp(e, t) {
	let n = 0, r = [];
	for (let i = 0; i < e.length; i++) {
		if (!Number.isFinite(e[i]) || t[i] > 1e-12 && e[i] > Yp) return Infinity;
		t[i] < 0 ? e[i] > 0 && r.push([e[i], Math.max(t[i], Jp)]) : n += e[i];
	}
	let i = 1 - n;
	if (i <= 0) return Infinity;
	let a = r.map(([e, t]) => [Math.log(e / i), t]), o = Math.max(0, ...a.map(([e, t]) => e / -t));
	for (let e = 0; e < Gp; e++) {
		let e = 0, t = 0;
		for (let [n, r] of a) {
			let i = Math.exp(n + o * r);
			e += i, t -= i * r;
		}
		if (e <= 1) break;
		let n = e * Math.log(e) / t;
		if (o += n, n <= .1) break;
	}
	return Math.ceil(o - 1e-6) + 0;
}
var Hp, Up, Wp, Gp, Kp, qp, Jp, Yp, Xp, Zp, Qp = t((() => {
	vc(), rp(), yp(), Hp = 5e-4, Up = .001, Wp = .01, Gp = 12, Kp = 48, qp = 1e100, Jp = -690, Yp = 1e-14, Xp = 0x38d7ea4c68000, Zp = class {
		rule;
		lr;
		curvatures;
		kept = /* @__PURE__ */ new Map();
		window;
		constructor(e, t, n) {
			this.rule = e, this.lr = t, this.curvatures = n, this.window = e.beta === 0 ? 2 : Kp;
		}
		settled(e, t, n) {
			if (!(t <= Xp)) return t;
			let r = (t) => this.stays(e, t, n), i = t;
			for (let e = 1; !r(i); e *= 2) {
				if (e > Xp) return Infinity;
				i += e;
			}
			let a = i - 1;
			for (let e = 1; a >= 0 && r(a); e *= 2) a -= e;
			for (a = Math.max(a, -1); i > a + 1;) {
				let e = Math.floor((i + a) / 2);
				r(e) ? i = e : a = e;
			}
			return i;
		}
		stays(e, t, n) {
			for (let r = 0; r < this.window; r++) {
				let i = this.sharesAt(t + r), a = 0;
				for (let t = 0; t < e.length; t++) a += e[t] * i[t] ** n;
				if (!(Math.abs(a) <= 1.000000001)) return !1;
			}
			return !0;
		}
		sharesAt(e) {
			let t = this.kept.get(e);
			return t === void 0 && (t = this.curvatures.map((t) => {
				let n = Zf(this.rule, this.lr, t, e);
				return Math.min(Math.max(n, -1e100), qp);
			}), this.kept.set(e, t)), t;
		}
	};
}));
// src/lib/rates.ts
function $p(e, t) {
	return _p(e) > 0 ? t.rateLimit(_p(e)) : Infinity;
}
function em(e, t) {
	if (_p(e) <= 0) return Infinity;
	if (t.beta === 0) return 2 / (_p(e) + vp(e));
	let n = om($p(e, t)), r = n.map((n) => Math.max(um(Qf(n * vp(e), t)), um(Qf(n * _p(e), t)))), i = Math.min(...r) * (1 - 1e-9), a = n.filter((e, t) => r[t] <= i);
	return a[Math.floor(a.length / 2)];
}
function tm(e, t) {
	let n = Math.min(em(e, t), sm * $p(e, t));
	return Number.isFinite(n) ? rm(n * (1 + 1e-12)) : 1;
}
function nm(e, t) {
	return Math.min(tm(e, t), rm(cm * $p(e, t)));
}
function rm(e, t = 3) {
	if (!(e > 1e-300 && e < Infinity)) return Math.max(e, 1e-300);
	let n = Math.floor(Math.log10(e)) - t + 1, r = Number(`${Math.floor(e / 10 ** n)}e${n}`);
	return r > 0 && r <= e ? r : e;
}
function im(e, t, n, r, i) {
	let a = sp(e, r), o = 0;
	for (let r = 0; r < e.rank; r++) a[r] !== 0 && (o += (a[r] * Zf(i, t, e.eigenvalues[r], n)) ** 2);
	return e.minLoss + e.problem.factor * o;
}
function am(e, t, n) {
	return e > 1 + 1e-12 ? "diverging" : n >= t ? "converged" : "converging";
}
function om(e) {
	let t = Array.from({ length: 500 }, (t, n) => e * 10 ** (-6 + 5 * n / 499)), n = Array.from({ length: 1999 }, (t, n) => e * (.1 + .9 * (n + 1) / 1999));
	return [...t, ...n];
}
var sm, cm, lm, um, dm = t((() => {
	Qp(), rp(), yp(), sm = .99, cm = .8, lm = (e, t, n) => np(t * _p(e), n), um = (e) => Number.isNaN(e) ? 0 : e;
}));
sc(), dm();
var fm = {
	gd: "2/λ",
	momentum: "2(1 + β)/λ, β = 0.9,",
	nesterov: "2(1 + β)/((1 + 2β) λ), β = 0.9,"
}, pm = (e) => Number.isFinite(e) ? $(e, 3) : "∞";
function mm(e, t) {
	return {
		lr_above_limit: hm,
		lr_near_limit: gm,
		lr_too_small: _m,
		slow_direction: vm,
		noise_floor: ym,
		collinear: bm,
		none: xm
	}[e.cause](e, t);
}
function hm(e, t) {
	return {
		tone: "bad",
		headline: `Diverging, ×${$(e.growth, 2)} per epoch, limit ${pm(e.limit)}: use ${pm(e.advised)}.`,
		reason: `Along ${t.direction} every epoch multiplies the error by ${$(e.growth, 3)} and the loss by ${$(e.growth * e.growth, 3)}. The limit is ${fm[t.rule]} for the steepest direction; it belongs to these data.`,
		fix: {
			text: `Use ${Zs(e.advised)}`,
			lr: e.advised
		}
	};
}
function gm(e) {
	let t = rm(cm * e.limit);
	return {
		tone: "plain",
		headline: `See-sawing: the rate is ${ec(e.lr / e.limit)} of the limit ${pm(e.limit)}.`,
		reason: `Along the steepest direction the error changes its sign every epoch and keeps ${ec(e.kept)} of its size.`,
		fix: {
			text: `Use ${Zs(t)}`,
			lr: t
		}
	};
}
function _m(e, t) {
	return {
		tone: "plain",
		headline: `Too slow: the rate is only ${$(e.lr / e.limit, 2)} of the limit ${pm(e.limit)}.`,
		reason: `Even along the steepest direction an epoch changes little, and ${$s(t.epochs)} are not enough: the loss is ${$(e.finalLoss)} and its floor ${$(e.minLoss)}.`,
		fix: {
			text: `Use ${Zs(e.advised)}`,
			lr: e.advised
		}
	};
}
function vm(e, t) {
	let n = Wf(t.names[e.worstWeight]);
	return {
		tone: "plain",
		headline: `${e.finalLoss < 1.1 * e.minLoss ? "The loss looks done, but" : "Still on its way:"} ${n} is ${$(Math.abs(e.worstError), 3)} away from ${$(t.closedForm[e.worstWeight], 4)}.`,
		reason: `The cause is a slow direction: along ${t.direction} an epoch keeps ${ec(e.kept)} of the error. The loss is ${$(e.finalLoss)}, its floor ${$(e.minLoss)}.`,
		fix: t.standardize ? Sm(e, t) : {
			text: "Standardise the columns",
			standardize: !0
		}
	};
}
function ym(e) {
	return {
		tone: "good",
		headline: `Nothing is left to gain: the loss is ${$(e.finalLoss)}, its floor ${$(e.minLoss)}.`,
		reason: `What remains is noise in the target, s = ${$(e.noiseStd, 3)}. More epochs change nothing that these data can show.`,
		fix: null
	};
}
function bm(e) {
	return {
		tone: "plain",
		headline: "The predictions are fine, the weights are not identifiable.",
		reason: `Columns depend on each other: along such directions the loss is flat and training leaves the weights where they started. The loss is ${$(e.finalLoss)}, its floor ${$(e.minLoss)}.`,
		fix: null
	};
}
function xm(e, t) {
	let n = e.status === "converged";
	return {
		tone: "good",
		headline: n ? "Converged: every weight is right to three digits." : `On its way: ${$s(e.forecast.toTolerance)} in all will do.`,
		reason: `The loss is ${$(e.finalLoss)} after ${$s(t.epochs)}, its floor ${$(e.minLoss)}.`,
		fix: n ? null : Sm(e, t)
	};
}
function Sm(e, t) {
	let n = e.forecast.toTolerance;
	return !(n <= t.mostEpochs) || n <= t.epochs ? null : {
		text: `Train ${$s(n)}`,
		epochs: n
	};
}
Q(), Z(), sc(), vc(), dm(), Xf(), lf();
var Cm = /* @__PURE__ */ Pi("<line class=\"floor svelte-8r3kct\"></line>"), wm = /* @__PURE__ */ Pi("<defs><pattern id=\"diverging\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><line y2=\"7\" class=\"hatch svelte-8r3kct\"></line></pattern></defs><rect fill=\"url(#diverging)\"></rect><line class=\"limit svelte-8r3kct\"></line><!><line class=\"best svelte-8r3kct\"></line><path class=\"svelte-8r3kct\"></path><circle r=\"5.5\" class=\"svelte-8r3kct\"></circle><text class=\"bad svelte-8r3kct\" text-anchor=\"end\"> </text><text class=\"good svelte-8r3kct\" text-anchor=\"end\"> </text>", 1);
function Tm(e, t) {
	O(t, !0);
	let n = fs(t, "height", 3, 300), r = [1e-4, 6], i = /* @__PURE__ */ A(() => t.lab.diagnosis?.limit ?? 1), a = /* @__PURE__ */ A(() => t.lab.diagnosis?.best ?? 1), o = /* @__PURE__ */ A(() => Number.isFinite(B(i)) ? B(i) : 1), s = /* @__PURE__ */ A(() => Math.min(B(o) * r[0], t.lab.lr / 1.5)), c = /* @__PURE__ */ A(() => Math.max(B(o) * r[1], t.lab.lr * 1.5)), l = /* @__PURE__ */ A(() => t.lab.problem ? gc(t.lab.problem, t.lab.startWeights) : []), u = (e) => t.lab.spectrum ? im(t.lab.spectrum, e, t.lab.epochs, B(l), Yf[t.lab.rule]) : NaN, d = /* @__PURE__ */ A(() => Array.from({ length: 240 }, (e, t) => {
		let n = B(s) * (B(c) / B(s)) ** (t / 239);
		return {
			lr: n,
			loss: u(n)
		};
	})), f = /* @__PURE__ */ A(() => t.lab.diagnosis?.startLoss ?? 1), p = /* @__PURE__ */ A(() => t.lab.spectrum?.minLoss ?? 0), m = /* @__PURE__ */ A(() => {
		let e = B(d).reduce((e, { loss: t }) => t > 0 && t < e ? t : e, B(f));
		return [Math.max(e, B(f) * 1e-16) * .7, B(f) * 300];
	}), h = /* @__PURE__ */ A(() => u(t.lab.lr));
	function g(e) {
		let n = Math.min(Math.max(e, of.lr[0]), of.lr[1]);
		t.lab.setRate(Number(n.toPrecision(3)));
	}
	let _ = /* @__PURE__ */ A(() => `After ${t.lab.epochs} epochs rate ${$(t.lab.lr, 3)} ends at loss ${$(B(h))}; every rate above ${pm(B(i))} diverges, the best in the long run is ${pm(B(a))}.`);
	{
		let r = /* @__PURE__ */ A(() => t.lab.epochs.toLocaleString("en-US"));
		Dc(e, {
			title: "Every rate at once",
			get text() {
				return B(_);
			},
			get note() {
				return `The loss after ${B(r) ?? ""} epochs for each learning rate. Click a rate to run it.`;
			},
			children: (e, r) => {
				var o = Ii(), l = F(o), u = (e) => {
					{
						let r = (e, n) => {
							let r = () => (n?.()).x, o = () => (n?.()).y;
							var s = wm(), c = L(F(s)), l = L(c), u = L(l), f = (e) => {
								var t = Cm();
								R((e, n) => {
									X(t, "x1", r().range[0]), X(t, "x2", r().range[1]), X(t, "y1", e), X(t, "y2", n);
								}, [() => o()(B(p)), () => o()(B(p))]), K(e, t);
							};
							J(u, (e) => {
								B(p) > 0 && e(f);
							});
							var m = L(u), g = L(m), _ = L(g), v = L(_), y = I(v), b = L(v), x = I(b);
							R((e, t, n, r, i, a, s, u, d, f, p, h, S) => {
								X(c, "x", e), X(c, "y", o().range[1] - 6), X(c, "width", t), X(c, "height", o().range[0] - o().range[1] + 6), X(l, "x1", n), X(l, "x2", r), X(l, "y1", o().range[1]), X(l, "y2", o().range[0]), X(m, "x1", i), X(m, "x2", a), X(m, "y1", o().range[0] - 40), X(m, "y2", o().range[0]), X(g, "d", s), X(_, "cx", u), X(_, "cy", d), X(v, "x", f), X(v, "y", o().range[1] + 8), q(y, `diverges above ${p ?? ""}`), X(b, "x", h), X(b, "y", o().range[0] - 30), q(x, `best ${S ?? ""}`);
							}, [
								() => r()(B(i)),
								() => Math.max(0, r().range[1] - r()(B(i))),
								() => r()(B(i)),
								() => r()(B(i)),
								() => r()(B(a)),
								() => r()(B(a)),
								() => Md(B(d).length, (e) => r()(B(d)[e].lr), (e) => o()(B(d)[e].loss)),
								() => r()(t.lab.lr),
								() => Math.max(o()(B(h)), o().range[1]),
								() => r()(B(i)) - 8,
								() => pm(B(i)),
								() => r()(B(a)) - 7,
								() => pm(B(a))
							]), K(e, s);
						}, o = /* @__PURE__ */ A(() => ({
							domain: [B(s), B(c)],
							log: !0,
							title: "learning rate, log scale",
							count: 6
						})), l = /* @__PURE__ */ A(() => ({
							domain: B(m),
							log: !0,
							title: `final loss (${t.lab.loss}), log scale`
						})), u = /* @__PURE__ */ A(() => t.lab.shows("rate") ? g : void 0);
						zd(e, {
							get x() {
								return B(o);
							},
							get y() {
								return B(l);
							},
							get height() {
								return n();
							},
							label: "Final loss against learning rate",
							get onpick() {
								return B(u);
							},
							children: r,
							$$slots: { default: !0 }
						});
					}
				};
				J(l, (e) => {
					t.lab.spectrum && e(u);
				}), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
Q(), Z(), xs(), Hs(), sc();
var Em = /* @__PURE__ */ G("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), Dm = /* @__PURE__ */ G("<p class=\"soft svelte-1f1hu52\"> </p>"), Om = /* @__PURE__ */ G("<p class=\"bad svelte-1f1hu52\"> </p>"), km = /* @__PURE__ */ G("<tr><th scope=\"row\" class=\"svelte-1f1hu52\"> </th><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr>"), Am = /* @__PURE__ */ G("<div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Solvers measured\" tabindex=\"0\"><table><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">solver</th><th scope=\"col\" class=\"svelte-1f1hu52\">time</th><th scope=\"col\" class=\"svelte-1f1hu52\">error</th><th scope=\"col\" class=\"svelte-1f1hu52\">passes</th></tr></thead><tbody></tbody></table></div> <p class=\"soft svelte-1f1hu52\"> </p> <!>", 1), jm = /* @__PURE__ */ G("<div class=\"card svelte-1f1hu52\"><div class=\"head svelte-1f1hu52\"><h2 class=\"small\">Beside the closed form</h2> <button class=\"button\"> </button></div> <div class=\"scroll svelte-1f1hu52\" role=\"region\" aria-label=\"Weights beside the closed form\" tabindex=\"0\"><table class=\"svelte-1f1hu52\"><thead class=\"svelte-1f1hu52\"><tr><th scope=\"col\" class=\"svelte-1f1hu52\">weight</th><th scope=\"col\" class=\"descent svelte-1f1hu52\"> </th><th scope=\"col\" class=\"closed svelte-1f1hu52\">closed form</th><th scope=\"col\" class=\"svelte-1f1hu52\">gap</th></tr></thead><tbody><!><tr class=\"loss svelte-1f1hu52\"><th scope=\"row\" class=\"svelte-1f1hu52\">loss</th><td class=\"descent svelte-1f1hu52\"> </td><td class=\"closed svelte-1f1hu52\"> </td><td class=\"svelte-1f1hu52\"> </td></tr></tbody></table> <!></div> <!> <!></div>");
function Mm(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ M(null), r = /* @__PURE__ */ M(null), i = /* @__PURE__ */ M(!1), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ A(() => t.lab.weightNames.slice(0, 8).map((e, n) => {
		let r = t.lab.weights?.[n] ?? NaN, i = t.lab.closedFormWeights?.[n] ?? NaN;
		return {
			name: e,
			mine: r,
			best: i,
			gap: r - i
		};
	})), s = /* @__PURE__ */ A(() => t.lab.weightNames.length - B(o).length), c = /* @__PURE__ */ A(() => t.lab.currentLoss - (t.lab.spectrum?.minLoss ?? NaN)), l = /* @__PURE__ */ A(() => B(n) !== null && B(r) !== t.lab.data);
	async function u() {
		N(i, !0), N(a, "");
		let e = t.lab.data;
		try {
			N(n, await Ls(t.lab.descriptor)), N(r, e);
		} catch (e) {
			N(a, Ns(e), !0);
		} finally {
			N(i, !1);
		}
	}
	let d = /* @__PURE__ */ M(void 0), f = /* @__PURE__ */ M(!1);
	or(() => {
		if (!B(d) || B(f)) return;
		let e = new IntersectionObserver(([e]) => N(f, B(f) || e.isIntersecting, !0));
		return e.observe(B(d)), () => e.disconnect();
	});
	let p = /* @__PURE__ */ A(() => t.lab.data !== null && t.lab.data.n * t.lab.weightNames.length <= 1e4);
	or(() => {
		if (!B(f) || !B(p) || Kr(() => B(n) !== null || B(i))) return;
		let e = setTimeout(() => void u(), 600);
		return () => clearTimeout(e);
	});
	let m = (e) => e === null ? "not run" : e < .001 ? `${$(e * 1e6, 3)} µs` : e < 1 ? `${$(e * 1e3, 3)} ms` : `${$(e, 3)} s`, h = (e) => e === null ? "∞" : e === 0 ? "0" : nc(e, 2);
	var g = jm(), _ = P(g), v = L(P(_), 2), y = I(v, !0);
	T(_);
	var b = L(_, 2), x = P(b), S = P(x), C = P(S), ee = I(L(P(C)));
	Le(2), T(C), T(S);
	var te = L(S), ne = P(te);
	Y(ne, 17, () => B(o), (e) => e.name, (e, t) => {
		var n = Em(), r = P(n), i = I(r, !0), a = L(r), o = I(a, !0), s = L(a), c = I(s, !0), l = I(L(s), !0);
		T(n), R((e, n, r) => {
			q(i, B(t).name), q(o, e), q(c, n), q(l, r);
		}, [
			() => $(B(t).mine, 5),
			() => $(B(t).best, 5),
			() => $(B(t).gap, 2)
		]), K(e, n);
	});
	var re = L(ne), ie = L(P(re)), ae = I(ie, !0), oe = L(ie), se = I(oe, !0), ce = I(L(oe), !0);
	T(re), T(te), T(x);
	var le = L(x, 2), ue = (e) => {
		var t = Dm(), n = I(t);
		R(() => q(n, `and ${B(s) ?? ""} more weights`)), K(e, t);
	};
	J(le, (e) => {
		B(s) > 0 && e(ue);
	}), T(b);
	var de = L(b, 2), fe = (e) => {
		var t = Om(), n = I(t, !0);
		R(() => q(n, B(a))), K(e, t);
	};
	J(de, (e) => {
		B(a) && e(fe);
	});
	var pe = L(de, 2), me = (e) => {
		var t = Am(), r = F(t), i = P(r);
		let a;
		var o = L(P(i));
		Y(o, 21, () => B(n).rows, (e) => e.solver, (e, t) => {
			var r = km();
			let i;
			var a = P(r), o = I(a, !0), s = L(a), c = I(s, !0), l = L(s), u = I(l, !0), d = I(L(l), !0);
			T(r), R((e, a, s) => {
				i = ro(r, 1, "svelte-1f1hu52", null, i, { advised: B(t).solver === B(n).advised }), q(o, B(t).solver), q(c, e), q(u, a), q(d, s);
			}, [
				() => m(B(t).seconds),
				() => B(t).status === "skipped" ? "" : h(B(t).error),
				() => Qs(B(t).passes)
			]), K(e, r);
		}), T(o), T(i), T(r);
		var s = L(r, 2), c = I(s, !0);
		Cc(L(s, 2), { get text() {
			return B(n).verdict;
		} }), R(() => {
			a = ro(i, 1, "svelte-1f1hu52", null, a, { stale: B(l) }), q(c, B(l) ? "Measured on the data before these." : B(n).verdict);
		}), K(e, t);
	};
	J(pe, (e) => {
		B(n) && e(me);
	}), T(g), es(g, (e) => N(d, e), () => B(d)), R((e, n, r) => {
		v.disabled = B(i) || !t.lab.data, q(y, B(i) ? "Measuring…" : "Measure the time"), q(ee, `epoch ${t.lab.epoch ?? ""}`), q(ae, e), q(se, n), q(ce, r);
	}, [
		() => $(t.lab.currentLoss, 5),
		() => $(t.lab.spectrum?.minLoss ?? NaN, 5),
		() => $(B(c), 2)
	]), W("click", v, u), K(e, g), k();
}
bi(["click"]), Q(), Z();
var Nm = /* @__PURE__ */ Pi("<line></line>"), Pm = /* @__PURE__ */ Pi("<path class=\"dots svelte-1ym4qu1\"></path><!><line></line>", 1);
function Fm(e, t) {
	O(t, !0);
	let n = fs(t, "column", 3, 0), r = fs(t, "height", 3, 190), i = /* @__PURE__ */ A(() => t.data), a = /* @__PURE__ */ A(() => B(i).columns[n()]), o = /* @__PURE__ */ A(() => Math.max(1, Math.ceil(B(a).length / 400))), s = /* @__PURE__ */ A(() => t.yDomain ?? Ad(...jd(B(i).y))), c = /* @__PURE__ */ A(() => ({
		domain: Ad(...jd(B(a))),
		title: B(i).names[n()],
		count: 3
	})), l = /* @__PURE__ */ A(() => ({
		domain: B(s),
		title: B(i).target,
		count: 3
	}));
	function u(e) {
		let t = "";
		for (let n = 0; n < B(a).length; n += B(o)) t += `M${e.x(B(a)[n]).toFixed(1)},${e.y(B(i).y[n]).toFixed(1)}h0`;
		return t;
	}
	function d(e, t) {
		let [r, a] = t.x.domain, o = Df(B(i).columns, e, n());
		return {
			x1: t.x(r),
			y1: t.y(o(r)),
			x2: t.x(a),
			y2: t.y(o(a))
		};
	}
	zd(e, {
		get x() {
			return B(c);
		},
		get y() {
			return B(l);
		},
		get height() {
			return r();
		},
		get label() {
			return t.label;
		},
		children: (e, n = y) => {
			var r = Pm(), i = F(r), a = L(i), o = (e) => {
				var r = Nm();
				So(r, (e) => ({
					class: "closed",
					...e
				}), [() => d(t.closedForm, n())], void 0, void 0, "svelte-1ym4qu1"), K(e, r);
			};
			J(a, (e) => {
				t.closedForm && e(o);
			}), So(L(a), (e) => ({
				class: "fit",
				...e
			}), [() => d(t.weights, n())], void 0, void 0, "svelte-1ym4qu1"), R((e) => X(i, "d", e), [() => u(n())]), K(e, r);
		},
		$$slots: { default: !0 }
	}), k();
}
vc(), Xf();
function Im(e, t, n, r, i) {
	let { p: a, m: o } = e, s = Yf[i], c = new Float64Array((n + 1) * a), l = new Float64Array(n + 1), u = Float64Array.from(gc(e, r)), d = new Float64Array(o), f = new Float64Array(a), p = new Float64Array(a);
	for (let r = 0; r <= n; r++) {
		c.set(u, r * a), l[r] = dc(e, u, d), fc(e, d, f);
		for (let e = 0; e < a; e++) u[e] -= t * s.direction(f[e], p, e);
	}
	return {
		epochs: n,
		p: a,
		own: c,
		weights: zm(e, c),
		losses: l
	};
}
function Lm(e, t) {
	return e.weights.subarray(t * e.p, (t + 1) * e.p);
}
function Rm(e, t) {
	return e.own.subarray(t * e.p, (t + 1) * e.p);
}
function zm(e, t) {
	if (e.units === null) return t;
	let n = new Float64Array(t.length);
	for (let r = 0; r < t.length; r += e.p) n.set(hc(e, t.subarray(r, r + e.p)), r);
	return n;
}
vc(), yp();
function Bm(e, t) {
	let n = lc(e.equivalent, e.n, t.loss), r = t.standardize ? uc(n) : n, i = t.start?.length === e.weight_names.length && t.start ? t.start : e.lr_start;
	return Im(r, t.lr, t.epochs, i, t.rule);
}
function Vm(e, t) {
	let n = ip(lc(e.equivalent, e.n, t.loss));
	return {
		data: e,
		run: Bm(e, t),
		closedForm: Array.from(n.optimum),
		floor: n.minLoss
	};
}
Q(), Z(), Hs(), af(), sc();
var Hm = /* @__PURE__ */ G("<p> </p>"), Um = /* @__PURE__ */ G("<div><h3 class=\"svelte-ivnql5\"> </h3> <!> <dl class=\"svelte-ivnql5\"><dt class=\"svelte-ivnql5\">slope, intercept</dt> <dd class=\"descent svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">closed form</dt> <dd class=\"closed svelte-ivnql5\"> </dd> <dt class=\"svelte-ivnql5\">loss and floor</dt> <dd class=\"svelte-ivnql5\"> <span class=\"closed svelte-ivnql5\"> </span></dd></dl></div>"), Wm = /* @__PURE__ */ G("<!> <div class=\"row svelte-ivnql5\"></div>", 1);
function Gm(e, t) {
	O(t, !0);
	let n = [1, 10], r = /* @__PURE__ */ A(() => t.lab.descriptor.kind === "lesson" ? t.lab.descriptor : rf), i = /* @__PURE__ */ A(() => JSON.stringify({
		...B(r),
		noise: 0
	})), a = /* @__PURE__ */ M([]), o = /* @__PURE__ */ M("");
	or(() => {
		let e = JSON.parse(B(i)), t = new AbortController();
		return Promise.all(n.map((n) => Fs({
			...e,
			noise: n
		}, t.signal))).then((e) => {
			N(a, e), N(o, "");
		}).catch((e) => {
			e instanceof Ms && N(o, e.message, !0);
		}), () => t.abort();
	});
	let s = /* @__PURE__ */ A(() => {
		let e = t.lab.runSettings();
		return t.lab.descriptor.kind === "lesson" ? e : {
			...e,
			lr: .01,
			loss: "mse",
			standardize: !1,
			start: null
		};
	}), c = /* @__PURE__ */ A(() => B(a).map((e) => Vm(e, B(s)))), l = /* @__PURE__ */ A(() => B(a).length ? Ad(...jd(B(a).flatMap((e) => e.y))) : [0, 1]), u = (e) => {
		let n = Math.min(t.lab.epoch, e.run.epochs);
		return {
			weights: Lm(e.run, n),
			loss: e.run.losses[n]
		};
	}, d = /* @__PURE__ */ A(() => B(c).some((e) => !(u(e).loss <= 1e3 * e.run.losses[0]))), f = /* @__PURE__ */ A(() => B(d) ? "Both leave the numbers alike: the limit of the rate comes from x, and noise does not touch it." : "The slope hardly moves; the floor of the loss is the noise, squared, and no rate goes below it."), p = /* @__PURE__ */ A(() => B(c).map((e, t) => `Noise ${n[t]}: loss ${$(u(e).loss)}, floor ${$(e.floor)}`).join("; "));
	{
		let r = /* @__PURE__ */ A(() => Zs(B(s).lr)), i = /* @__PURE__ */ A(() => B(f));
		Dc(e, {
			title: "Little noise, much noise",
			get text() {
				return B(p);
			},
			get note() {
				return `The lesson's data with the same seed, at rate ${B(r) ?? ""}. ${B(i) ?? ""}`;
			},
			children: (e, r) => {
				var i = Wm(), a = F(i), s = (e) => {
					var t = Hm(), n = I(t, !0);
					R(() => q(n, B(o))), K(e, t);
				};
				J(a, (e) => {
					B(o) && e(s);
				});
				var d = L(a, 2);
				Y(d, 21, () => B(c), _a, (e, r, i) => {
					let a = /* @__PURE__ */ A(() => u(B(r)));
					var o = Um(), s = P(o), c = I(s), d = L(s, 2);
					{
						let e = /* @__PURE__ */ A(() => t.lab.closedForm ? B(r).closedForm : null);
						Fm(d, {
							get data() {
								return B(r).data;
							},
							get weights() {
								return B(a).weights;
							},
							get closedForm() {
								return B(e);
							},
							get yDomain() {
								return B(l);
							},
							height: 240,
							get label() {
								return `Line with noise ${n[i] ?? ""}`;
							}
						});
					}
					var f = L(d, 2), p = L(P(f), 2), m = I(p), h = L(p, 4), g = I(h), _ = L(h, 4), v = P(_), y = I(L(v), !0);
					T(_), T(f), T(o), R((e, t, r, a, o, s) => {
						q(c, `noise ${n[i] ?? ""}`), q(m, `${e ?? ""}, ${t ?? ""}`), q(g, `${r ?? ""}, ${a ?? ""}`), q(v, `${o ?? ""}, `), q(y, s);
					}, [
						() => $(B(a).weights[0]),
						() => $(B(a).weights[1]),
						() => $(B(r).closedForm[0]),
						() => $(B(r).closedForm[1]),
						() => $(B(a).loss),
						() => $(B(r).floor)
					]), K(e, o);
				}), T(d), K(e, i);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
Q(), Z(), sc();
var Km = /* @__PURE__ */ G("<div><button class=\"button quiet svelte-114104q\"> </button> <span class=\"svelte-114104q\"> </span> <!></div>"), qm = /* @__PURE__ */ G("<div class=\"row svelte-114104q\"></div>");
function Jm(e, t) {
	O(t, !0);
	let n = [
		0,
		5,
		50,
		200
	], r = /* @__PURE__ */ A(() => {
		let { run: e } = t.lab;
		return e ? n.filter((t) => t <= e.epochs).map((t) => ({
			epoch: t,
			weights: Lm(e, t),
			loss: e.losses[t]
		})) : [];
	}), i = /* @__PURE__ */ A(() => {
		if (!t.lab.data) return [0, 1];
		let [e, n] = jd(t.lab.data.y), r = jd(Ef(t.lab.data.columns, t.lab.startWeights));
		return Ad(Math.max(Math.min(e, r[0]), e - (n - e)), Math.min(Math.max(n, r[1]), n + (n - e)));
	}), a = /* @__PURE__ */ A(() => {
		let e = (t.lab.data?.columns ?? []).map((e, n) => {
			let [r, i] = jd(e);
			return Math.abs((t.lab.closedFormWeights?.[n] ?? 0) * (i - r));
		});
		return Math.max(0, e.indexOf(Math.max(...e)));
	}), o = /* @__PURE__ */ A(() => B(r).map((e) => `Loss ${$(e.loss)} at epoch ${e.epoch}`).join(", "));
	{
		let n = /* @__PURE__ */ A(() => (t.lab.data?.columns.length ?? 1) > 1 ? `The line over ${t.lab.data?.names[B(a)]}, the other features at their means.` : "");
		Dc(e, {
			title: "Snapshots",
			get text() {
				return B(o);
			},
			get note() {
				return B(n);
			},
			children: (e, n) => {
				var o = qm();
				Y(o, 21, () => B(r), (e) => e.epoch, (e, n) => {
					var r = Ii(), o = F(r), s = (e) => {
						var r = Km(), o = P(r), s = I(o), c = L(o, 2), l = I(c);
						Fm(L(c, 2), {
							get data() {
								return t.lab.data;
							},
							get weights() {
								return B(n).weights;
							},
							get column() {
								return B(a);
							},
							get yDomain() {
								return B(i);
							},
							get label() {
								return `The line at epoch ${B(n).epoch ?? ""}`;
							}
						}), T(r), R((e) => {
							q(s, `epoch ${B(n).epoch ?? ""}`), q(l, `loss ${e ?? ""}`);
						}, [() => $(B(n).loss)]), W("click", o, () => t.lab.jump(B(n).epoch)), K(e, r);
					};
					J(o, (e) => {
						t.lab.data && e(s);
					}), K(e, r);
				}), T(o), K(e, o);
			},
			$$slots: { default: !0 }
		});
	}
	k();
}
bi(["click"]), Q(), Z();
var Ym = /* @__PURE__ */ G("<section id=\"compare\" aria-label=\"Compare\" class=\"svelte-v414jo\"><header><h2>Compare</h2> <p class=\"lede\">One run says little about its rate, its noise or its price. These stand beside it.</p></header> <div class=\"grid svelte-v414jo\"><!> <!> <!> <!></div></section>");
function Xm(e, t) {
	var n = Ym(), r = L(P(n), 2), i = P(r);
	Tm(i, {
		get lab() {
			return t.lab;
		},
		height: 370
	});
	var a = L(i, 2);
	Mm(a, { get lab() {
		return t.lab;
	} });
	var o = L(a, 2);
	Jm(o, { get lab() {
		return t.lab;
	} }), Gm(L(o, 2), { get lab() {
		return t.lab;
	} }), T(r), T(n), K(e, n);
}
Q(), Z(), sc();
var Zm = /* @__PURE__ */ G("<span class=\"short svelte-m3ojnd\" aria-hidden=\"true\"> </span>"), Qm = /* @__PURE__ */ G("<p class=\"notice svelte-m3ojnd\" role=\"status\"> </p>"), $m = /* @__PURE__ */ G("<div><label class=\"svelte-m3ojnd\"><span> </span><!></label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" spellcheck=\"false\" class=\"svelte-m3ojnd\"/> <!></div>");
function eh(e, t) {
	let n = Li();
	O(t, !0);
	let r = fs(t, "short", 3, ""), i = fs(t, "whole", 3, !1), a = fs(t, "wide", 3, !1), o = /* @__PURE__ */ M("");
	function s(e) {
		let n = e.value.trim().replace("−", "-").replace(",", "."), r = n === "" ? NaN : Number(n);
		if (Number.isFinite(r)) {
			let e = Math.min(Math.max(i() ? Math.round(r) : r, t.limits[0]), t.limits[1]);
			N(o, e === r ? "" : `${t.label} goes from ${Zs(t.limits[0], 12)} to ${Zs(t.limits[1], 12)}${i() ? ", whole" : ""}: ${Zs(e, 12)} is used.`, !0), t.onchange(e);
		} else N(o, `“${e.value.slice(0, 20)}” is no number: ${Zs(t.value, 12)} stays.`);
		e.value = String(t.value);
	}
	var c = $m();
	let l;
	var u = P(c), d = P(u);
	let f;
	var p = I(d, !0), m = L(d), h = (e) => {
		var t = Zm(), n = I(t, !0);
		R(() => q(n, r() === "-" ? "" : r())), K(e, t);
	};
	J(m, (e) => {
		r() && e(h);
	}), T(u);
	var g = L(u, 2);
	vo(g);
	var _ = L(g, 2), v = (e) => {
		var t = Qm(), r = I(t, !0);
		R(() => {
			X(t, "id", `${n}-notice`), q(r, B(o));
		}), K(e, t);
	};
	J(_, (e) => {
		B(o) && e(v);
	}), T(c), R((e) => {
		l = ro(c, 1, "field svelte-m3ojnd", null, l, {
			wide: a(),
			alone: r() === "-"
		}), X(u, "for", n), f = ro(d, 1, "svelte-m3ojnd", null, f, { full: r() }), q(p, t.label), X(g, "id", n), X(g, "aria-label", r() ? t.label : void 0), yo(g, e), X(g, "aria-describedby", B(o) ? `${n}-notice` : void 0);
	}, [() => String(t.value)]), W("change", g, (e) => s(e.currentTarget)), W("keydown", g, (e) => e.key === "Enter" && s(e.currentTarget)), K(e, c), k();
}
bi(["change", "keydown"]), Q(), Z(), af(), lf();
var th = /* @__PURE__ */ G("<button class=\"button svelte-bcjnsc\"> </button>"), nh = /* @__PURE__ */ G("<div class=\"presets svelte-bcjnsc\" role=\"group\" aria-label=\"Data sets\"><button class=\"button svelte-bcjnsc\">the lesson</button> <!> <!></div>"), rh = /* @__PURE__ */ G("<!> <!> <!> <!> <!>", 1), ih = /* @__PURE__ */ G("<p class=\"about svelte-bcjnsc\"> </p> <p class=\"about svelte-bcjnsc\"> </p>", 1), ah = /* @__PURE__ */ G("<div class=\"group svelte-bcjnsc\"><h2 class=\"small\">Data</h2> <!> <!></div>");
function oh(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7), r = [
		{
			name: "collinear",
			text: "collinear"
		},
		{
			name: "badly-scaled",
			text: "badly scaled"
		},
		{
			name: "large-n",
			text: "large n"
		},
		{
			name: "large-d",
			text: "large d"
		}
	], i = /* @__PURE__ */ A(() => n().descriptor.kind === "lesson" ? n().descriptor : null), a = (e) => e.replace(/^.*[/\\](?=.)/, "");
	async function o() {
		await n().load(rf) && n().setRate(sf.lr);
	}
	function s(e) {
		if (!B(i)) return;
		let t = {
			...B(i),
			...e
		};
		t.low >= t.high ? n().notices = [`The x-range from ${t.low} to ${t.high} is empty: it stays as it was.`] : n().load(t);
	}
	var c = ah(), l = L(P(c), 2), u = (e) => {
		var t = nh(), s = P(t), c = L(s, 2), l = (e) => {
			var t = th(), r = I(t, !0);
			R((e) => {
				X(t, "aria-pressed", n().descriptor.kind === "file"), X(t, "title", n().file.name), q(r, e);
			}, [() => a(n().file.name)]), W("click", t, () => n().load({ kind: "file" }, { advisedRate: !0 })), K(e, t);
		};
		J(c, (e) => {
			n().file && e(l);
		}), Y(L(c, 2), 17, () => r, (e) => e.name, (e, t) => {
			var r = th(), i = I(r, !0);
			R(() => {
				X(r, "aria-pressed", n().descriptor.kind === "case" && n().descriptor.case === B(t).name), q(i, B(t).text);
			}), W("click", r, () => n().load({
				kind: "case",
				case: B(t).name
			}, { advisedRate: !0 })), K(e, r);
		}), T(t), R(() => X(s, "aria-pressed", B(i) !== null)), W("click", s, o), K(e, t);
	}, d = /* @__PURE__ */ A(() => n().shows("presets"));
	J(l, (e) => {
		B(d) && e(u);
	});
	var f = L(l, 2), p = (e) => {
		var t = rh(), n = F(t);
		eh(n, {
			label: "Points n",
			get value() {
				return B(i).n;
			},
			get limits() {
				return of.n;
			},
			whole: !0,
			onchange: (e) => s({ n: e })
		});
		var r = L(n, 2);
		eh(r, {
			label: "Noise",
			get value() {
				return B(i).noise;
			},
			get limits() {
				return of.noise;
			},
			onchange: (e) => s({ noise: e })
		});
		var a = L(r, 2);
		eh(a, {
			label: "x from",
			get value() {
				return B(i).low;
			},
			get limits() {
				return of.range;
			},
			onchange: (e) => s({ low: e })
		});
		var o = L(a, 2);
		eh(o, {
			label: "x to",
			get value() {
				return B(i).high;
			},
			get limits() {
				return of.range;
			},
			onchange: (e) => s({ high: e })
		}), eh(L(o, 2), {
			label: "Seed",
			get value() {
				return B(i).seed;
			},
			get limits() {
				return of.seed;
			},
			whole: !0,
			onchange: (e) => s({ seed: e })
		}), K(e, t);
	}, m = (e) => {
		var t = ih(), r = F(t), i = I(r, !0), a = I(L(r, 2));
		R((e) => {
			q(i, n().data.source), q(a, `${e ?? ""} rows, ${n().data.names.length ?? ""} feature${n().data.names.length === 1 ? "" : "s"}`);
		}, [() => n().data.n.toLocaleString("en-US")]), K(e, t);
	};
	J(f, (e) => {
		B(i) ? e(p) : n().data && e(m, 1);
	}), T(c), R(() => X(c, "aria-busy", n().loading)), K(e, c), k();
}
bi(["click"]), Q(), Z(), dm(), Xf(), sc(), lf();
var sh = /* @__PURE__ */ G("<div class=\"rate svelte-1oblhsl\"><!> <div class=\"track svelte-1oblhsl\"><input type=\"range\" step=\"0.005\" aria-label=\"Learning rate, logarithmic\" class=\"svelte-1oblhsl\"/> <span class=\"mark limit svelte-1oblhsl\" aria-hidden=\"true\"></span> <span class=\"mark best svelte-1oblhsl\" aria-hidden=\"true\"></span></div> <div class=\"marks svelte-1oblhsl\"><button class=\"button quiet limit svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button> <button class=\"button quiet best svelte-1oblhsl\"><i aria-hidden=\"true\" class=\"svelte-1oblhsl\"></i> </button></div></div>");
function ch(e, t) {
	O(t, !0);
	let n = Math.log10(of.lr[0]), r = Math.log10(of.lr[1]), i = /* @__PURE__ */ A(() => t.lab.spectrum ? $p(t.lab.spectrum, Yf[t.lab.rule]) : Infinity), a = /* @__PURE__ */ A(() => t.lab.spectrum ? em(t.lab.spectrum, Yf[t.lab.rule]) : Infinity), o = (e) => Math.min(1, Math.max(0, (Math.log10(e) - n) / (r - n))), s = (e) => t.lab.setRate(Number((10 ** e).toPrecision(3)));
	var c = sh(), l = P(c);
	eh(l, {
		label: "Learning rate",
		short: "Rate",
		get value() {
			return t.lab.lr;
		},
		get limits() {
			return of.lr;
		},
		onchange: (e) => t.lab.setRate(e),
		wide: !0
	});
	var u = L(l, 2);
	let d;
	var f = P(u);
	vo(f), Le(4), T(u);
	var p = L(u, 2), m = P(p), h = L(P(m));
	T(m);
	var g = L(m, 2), _ = L(P(g));
	T(g), T(p), T(c), R((e, t, i, a, o, s, c, l, p) => {
		d = oo(u, "", d, {
			"--here": e,
			"--limit": t,
			"--best": i
		}), X(f, "min", n), X(f, "max", r), yo(f, a), X(f, "aria-valuetext", o), m.disabled = s, q(h, `limit ${c ?? ""}`), g.disabled = l, q(_, `best ${p ?? ""}`);
	}, [
		() => o(t.lab.lr),
		() => o(B(i)),
		() => o(B(a)),
		() => Math.log10(t.lab.lr),
		() => Zs(t.lab.lr),
		() => !Number.isFinite(B(i)),
		() => pm(B(i)),
		() => !Number.isFinite(B(a)),
		() => pm(B(a))
	]), W("input", f, (e) => s(Number(e.currentTarget.value))), W("click", m, () => t.lab.setRate(rm(B(i), 4))), W("click", g, () => t.lab.spectrum && t.lab.setRate(tm(t.lab.spectrum, Yf[t.lab.rule]))), K(e, c), k();
}
bi(["input", "click"]), Q(), Z();
var lh = /* @__PURE__ */ G("<option> </option>"), uh = /* @__PURE__ */ G("<div class=\"field svelte-1hswkl6\"><label class=\"svelte-1hswkl6\"> </label> <select></select></div>");
function dh(e, t) {
	let n = Li();
	O(t, !0);
	let r = fs(t, "value", 15);
	var i = uh(), a = P(i), o = I(a, !0), s = L(a, 2);
	Y(s, 21, () => t.choices, (e) => e.value, (e, t) => {
		var n = lh(), r = I(n, !0), i = {};
		R(() => {
			q(r, B(t).text), i !== (i = B(t).value) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), T(s), po(s), T(i), R(() => {
		X(a, "for", n), q(o, t.label), X(s, "id", n);
	}), mo(s, r), K(e, i), k();
}
Q(), Z();
var fh = /* @__PURE__ */ G("<label class=\"svelte-8ton1m\"><span> </span> <input type=\"checkbox\" role=\"switch\" class=\"svelte-8ton1m\"/></label>");
function ph(e, t) {
	O(t, !0);
	let n = fs(t, "checked", 15);
	var r = fh(), i = P(r), a = I(i, !0), o = L(i, 2);
	vo(o), T(r), R(() => q(a, t.label)), Bo(o, n), K(e, r), k();
}
Q(), Z(), lf();
var mh = /* @__PURE__ */ G("<div class=\"group svelte-37zj21\"><h2 class=\"small\">Run</h2> <!> <!> <!> <!> <!></div>");
function hh(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7), r = [
		{
			value: "gd",
			text: "gradient descent"
		},
		{
			value: "momentum",
			text: "momentum 0.9"
		},
		{
			value: "nesterov",
			text: "Nesterov 0.9"
		}
	], i = [
		{
			value: "mse",
			text: "MSE, 1/n"
		},
		{
			value: "half-mse",
			text: "half MSE, 1/2n"
		},
		{
			value: "sse",
			text: "SSE, 1"
		},
		{
			value: "half-sse",
			text: "half SSE, ½"
		}
	];
	var a = mh(), o = L(P(a), 2), s = (e) => {
		eh(e, {
			label: "Epochs",
			get value() {
				return n().epochs;
			},
			get limits() {
				return of.epochs;
			},
			whole: !0,
			onchange: (e) => n().setEpochs(e)
		});
	}, c = /* @__PURE__ */ A(() => n().shows("epochs"));
	J(o, (e) => {
		B(c) && e(s);
	});
	var l = L(o, 2), u = (e) => {
		dh(e, {
			label: "Rule",
			get choices() {
				return r;
			},
			get value() {
				return n().rule;
			},
			set value(e) {
				n().rule = e;
			}
		});
	}, d = /* @__PURE__ */ A(() => n().shows("rule"));
	J(l, (e) => {
		B(d) && e(u);
	});
	var f = L(l, 2), p = (e) => {
		dh(e, {
			label: "Loss",
			get choices() {
				return i;
			},
			get value() {
				return n().loss;
			},
			set value(e) {
				n().loss = e;
			}
		});
	}, m = /* @__PURE__ */ A(() => n().shows("loss"));
	J(f, (e) => {
		B(m) && e(p);
	});
	var h = L(f, 2), g = (e) => {
		ph(e, {
			label: "Standardise columns",
			get checked() {
				return n().standardize;
			},
			set checked(e) {
				n().standardize = e;
			}
		});
	}, _ = /* @__PURE__ */ A(() => n().shows("standardize"));
	J(h, (e) => {
		B(_) && e(g);
	});
	var v = L(h, 2), y = (e) => {
		ph(e, {
			label: "Show the closed form",
			get checked() {
				return n().closedForm;
			},
			set checked(e) {
				n().closedForm = e;
			}
		});
	}, b = /* @__PURE__ */ A(() => n().shows("closed"));
	J(v, (e) => {
		B(b) && e(y);
	}), T(a), K(e, a), k();
}
Q(), Z();
var gh = /* @__PURE__ */ Pi("<path d=\"M4 3h3v10H4zM9 3h3v10H9z\"></path>"), _h = /* @__PURE__ */ Pi("<path d=\"M4 2.5l9 5.5-9 5.5z\"></path>"), vh = /* @__PURE__ */ G("<div class=\"transport svelte-1liph9f\"><div class=\"epoch svelte-1liph9f\"><!></div> <input type=\"range\" min=\"0\" step=\"1\" aria-label=\"Epoch, scrub\" class=\"svelte-1liph9f\"/> <div class=\"buttons svelte-1liph9f\"><button class=\"button icon rewind svelte-1liph9f\" aria-label=\"Back to epoch 0 (R)\" title=\"Back to epoch 0 (R)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M3 3v10M13 3L6 8l7 5z\"></path></svg></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch back (←)\" title=\"One epoch back (←)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M11 3L4 8l7 5z\"></path></svg></button> <button class=\"button main play svelte-1liph9f\" title=\"Space\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><!></svg> <span class=\"svelte-1liph9f\"> </span></button> <button class=\"button icon svelte-1liph9f\" aria-label=\"One epoch on (→)\" title=\"One epoch on (→)\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1liph9f\"><path d=\"M5 3l7 5-7 5z\"></path></svg></button></div></div>");
function yh(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7);
	var r = vh(), i = P(r), a = P(i);
	{
		let e = /* @__PURE__ */ A(() => [0, n().epochs]);
		eh(a, {
			label: "Epoch",
			short: "-",
			get value() {
				return n().epoch;
			},
			get limits() {
				return B(e);
			},
			whole: !0,
			wide: !0,
			onchange: (e) => {
				n().playing = !1, n().jump(e);
			}
		});
	}
	T(i);
	var o = L(i, 2);
	vo(o);
	let s;
	var c = L(o, 2), l = P(c), u = L(l, 2), d = L(u, 2), f = P(d), p = P(f), m = (e) => {
		K(e, gh());
	}, h = (e) => {
		K(e, _h());
	};
	J(p, (e) => {
		n().playing ? e(m) : e(h, -1);
	}), T(f);
	var g = I(L(f, 2), !0);
	T(d);
	var _ = L(d, 2);
	T(c), T(r), R(() => {
		X(o, "max", n().epochs), yo(o, n().epoch), X(o, "aria-valuetext", `epoch ${n().epoch ?? ""} of ${n().epochs ?? ""}`), s = oo(o, "", s, { "--here": n().epochs ? n().epoch / n().epochs : 0 }), X(u, "aria-disabled", n().epoch === 0), q(g, n().playing ? "Pause" : "Play"), X(_, "aria-disabled", n().epoch >= n().epochs);
	}), W("input", o, (e) => {
		n().playing = !1, n().jump(Number(e.currentTarget.value));
	}), W("click", l, () => n().rewind()), W("click", u, () => n().step(-1)), W("click", d, () => n().togglePlay()), W("click", _, () => n().step(1)), K(e, r), k();
}
bi(["input", "click"]);
// src/keys.ts
var bh = "input, textarea, select, [contenteditable], [role=\"slider\"], [role=\"tab\"], dialog, #beside-the-lab, [role=\"application\"]";
function xh(e, t) {
	let n = e.target instanceof Element ? e.target : null;
	if (e.ctrlKey || e.metaKey || e.altKey || n?.closest(bh) || !t.shows("play") || e.key === " " && n?.closest("button, a, summary")) return;
	let r = Sh(e.key, t);
	r && (e.preventDefault(), r());
}
function Sh(e, t) {
	switch (e) {
		case " ": return () => t.togglePlay();
		case "ArrowLeft": return () => t.step(-1);
		case "ArrowRight": return () => t.step(1);
		case "r":
		case "R": return () => t.rewind();
		default: return null;
	}
}
// src/theme.svelte.ts
Z();
var Ch = "downslope-theme", wh = class {
	#e = /* @__PURE__ */ M(Nn(Th()));
	get chosen() {
		return B(this.#e);
	}
	set chosen(e) {
		N(this.#e, e, !0);
	}
	toggle() {
		let e = matchMedia("(prefers-color-scheme: dark)").matches, t = this.chosen ? this.chosen === "dark" : e;
		this.chosen = t ? "light" : "dark";
		try {
			localStorage.setItem(Ch, this.chosen);
		} catch {}
	}
};
function Th() {
	try {
		let e = localStorage.getItem(Ch);
		return e === "light" || e === "dark" ? e : void 0;
	} catch {
		return;
	}
}
var Eh = new wh();
Q(), Z();
var Dh = /* @__PURE__ */ G("<span class=\"version svelte-3e27gw\"> </span>"), Oh = /* @__PURE__ */ G("<header class=\"svelte-3e27gw\"><div class=\"name svelte-3e27gw\"><h1 class=\"svelte-3e27gw\">Downslope <em class=\"svelte-3e27gw\">lab</em></h1> <p class=\"lede\">Linear regression with its training loop in the open: <span class=\"formula svelte-3e27gw\">w ← w − lr · ∇L(w)</span></p></div> <!> <div class=\"side svelte-3e27gw\"><!> <button class=\"button quiet theme svelte-3e27gw\" aria-label=\"Light or dark\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-3e27gw\"><circle cx=\"8\" cy=\"8\" r=\"6.2\"></circle><path d=\"M8 1.8a6.2 6.2 0 0 1 0 12.4z\" class=\"svelte-3e27gw\"></path></svg></button></div></header>");
function kh(e, t) {
	O(t, !0);
	var n = Oh(), r = L(P(n), 2);
	ja(r, () => t.children ?? y);
	var i = L(r, 2), a = P(i), o = (e) => {
		var n = Dh(), r = I(n, !0);
		R(() => q(r, t.lab.version)), K(e, n);
	};
	J(a, (e) => {
		t.lab.version && e(o);
	});
	var s = L(a, 2);
	T(i), T(n), W("click", s, () => Eh.toggle()), K(e, n), k();
}
bi(["click"]), Q(), Z(), Es();
var Ah = /* @__PURE__ */ G("<p class=\"bad svelte-hjwx1i\">The server has stopped. What is drawn still works; the rest waits, and goes on when <code>downslope lab</code> runs again.</p>"), jh = /* @__PURE__ */ G("<p class=\"bad svelte-hjwx1i\"> <button class=\"button quiet\">Dismiss</button></p>"), Mh = /* @__PURE__ */ G("<p> </p>"), Nh = /* @__PURE__ */ G("<div class=\"svelte-hjwx1i\"><!> <!> <button class=\"button quiet\">Dismiss</button></div>"), Ph = /* @__PURE__ */ G("<div class=\"notices svelte-hjwx1i\" role=\"status\"><!> <!> <!></div>");
function Fh(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7);
	var r = Ph(), i = P(r), a = (e) => {
		K(e, Ah());
	};
	J(i, (e) => {
		Ts.stopped && e(a);
	});
	var o = L(i, 2), s = (e) => {
		var t = jh(), r = P(t), i = L(r);
		T(t), R(() => q(r, `${n().error ?? ""} `)), W("click", i, () => n().error = ""), K(e, t);
	};
	J(o, (e) => {
		n().error && e(s);
	});
	var c = L(o, 2), l = (e) => {
		var t = Nh(), r = P(t);
		Y(r, 17, () => n().notices.slice(0, 5), _a, (e, t) => {
			var n = Mh(), r = I(n, !0);
			R(() => q(r, B(t))), K(e, n);
		});
		var i = L(r, 2), a = (e) => {
			var t = Mh(), r = I(t);
			R(() => q(r, `${n().notices.length - 5} more values of the link were changed.`)), K(e, t);
		};
		J(i, (e) => {
			n().notices.length > 5 && e(a);
		});
		var o = L(i, 2);
		T(t), W("click", o, () => n().notices = []), K(e, t);
	};
	J(c, (e) => {
		n().notices.length && e(l);
	}), T(r), K(e, r), k();
}
bi(["click"]), Q(), Z(), sc(), vc();
var Ih = /* @__PURE__ */ G("<section class=\"svelte-4tb71s\"><header><h2>One epoch, five steps</h2> <p class=\"lede\"> </p></header> <ol class=\"svelte-4tb71s\"><li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Initialise</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Predict</h3> <p class=\"formula svelte-4tb71s\">ŷ = X w + b</p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Loss</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Gradient</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li> <li class=\"svelte-4tb71s\"><h3 class=\"svelte-4tb71s\">Update</h3> <p class=\"formula svelte-4tb71s\"> </p> <p class=\"numbers svelte-4tb71s\"> </p></li></ol></section>");
function Lh(e, t) {
	O(t, !0);
	let n = {
		mse: ["(1/n) Σ residual²", "(2/n) Xᵀ(ŷ − y)"],
		"half-mse": ["(1/2n) Σ residual²", "(1/n) Xᵀ(ŷ − y)"],
		sse: ["Σ residual²", "2 Xᵀ(ŷ − y)"],
		"half-sse": ["½ Σ residual²", "Xᵀ(ŷ − y)"]
	}, r = /* @__PURE__ */ A(() => Math.min(t.lab.epoch, t.lab.run?.epochs ?? 0)), i = /* @__PURE__ */ A(() => t.lab.run ? Rm(t.lab.run, B(r)) : null), a = /* @__PURE__ */ A(() => t.lab.problem && B(i) ? mc(t.lab.problem, B(i)) : null), o = /* @__PURE__ */ A(() => t.lab.run && B(r) < t.lab.run.epochs ? Rm(t.lab.run, B(r) + 1) : null), s = /* @__PURE__ */ A(() => t.lab.weightNames.map((e) => e === "intercept" ? "b" : e.length > 6 ? `${e.slice(0, 5)}…` : `w_${e}`)), c = /* @__PURE__ */ A(() => {
		let e = B(s).length - 1;
		return B(s).length <= 3 ? B(s).map((e, t) => t) : [
			0,
			1,
			e
		];
	}), l = /* @__PURE__ */ A(() => B(s).length > 3 ? " …" : ""), u = /* @__PURE__ */ A(() => {
		let { data: e, weights: n } = t.lab;
		if (!e || !n) return null;
		let r = e.columns.map((e) => e[0]), i = r.reduce((e, t, r) => e + t * n[r], n[r.length]), a = r.slice(0, 2).map((e, t) => `${$(n[t])}·${$(e, 3)}`), o = r.length > 2 ? " + …" : "";
		return {
			prediction: i,
			y: e.y[0],
			sum: `${a.join(" + ")}${o} + ${$(n[r.length])}`.replaceAll("+ −", "− ")
		};
	}), d = (e) => B(c).map((t) => `${B(s)[t]} ${$(e[t])}`).join(", ") + B(l);
	var f = Ii(), p = F(f), m = (e) => {
		var i = Ih(), s = P(i), c = I(L(P(s), 2));
		T(s);
		var l = L(s, 2), f = P(l), p = L(P(f), 2), m = I(p), h = I(L(p, 2), !0);
		T(f);
		var g = L(f, 2), _ = I(L(P(g), 4));
		T(g);
		var v = L(g, 2), y = L(P(v), 2), b = I(y), x = I(L(y, 2));
		T(v);
		var S = L(v, 2), C = L(P(S), 2), ee = I(C), te = I(L(C, 2), !0);
		T(S);
		var ne = L(S, 2), re = L(P(ne), 2), ie = I(re, !0), ae = I(L(re, 2), !0);
		T(ne), T(l), T(i), R((e, a, o, s, l, d, f) => {
			X(i, "aria-label", `The five steps at epoch ${B(r) ?? ""}`), q(c, `Epoch ${B(r) ?? ""} of ${t.lab.epochs ?? ""}, with its numbers${t.lab.standardize ? "; the loop runs on standardised columns" : ""}.`), q(m, `w₀ = ${t.lab.start ? "your start" : "the first guess"}`), q(h, e), q(_, `ŷ₁ = ${B(u).sum ?? ""} = ${a ?? ""}`), q(b, `L = ${n[t.lab.loss][0] ?? ""}`), q(x, `first residual ${o ?? ""}; L = ${s ?? ""}`), q(ee, `g = ${n[t.lab.loss][1] ?? ""}`), q(te, l), q(ie, d), q(ae, f);
		}, [
			() => d(t.lab.startWeights),
			() => $(B(u).prediction),
			() => $(B(u).prediction - B(u).y),
			() => $(t.lab.currentLoss),
			() => d(B(a)),
			() => t.lab.rule === "gd" ? `w ← w − ${Zs(t.lab.lr)}·g` : t.lab.rule === "momentum" ? `v ← 0.9 v + g, w ← w − ${Zs(t.lab.lr)}·v` : `v ← 0.9 v + g, w ← w − ${Zs(t.lab.lr)}·(g + 0.9 v)`,
			() => B(o) ? d(B(o)) : "the run ends here"
		]), K(e, i);
	};
	J(p, (e) => {
		B(i) && B(a) && B(u) && t.lab.weights && e(m);
	}), K(e, f), k();
}
Q(), Z();
var Rh = /* @__PURE__ */ G("<button> </button>"), zh = /* @__PURE__ */ G("<nav aria-label=\"Beside the lab\" class=\"svelte-pal2eo\"></nav>");
function Bh(e, t) {
	O(t, !0);
	var n = Ii(), r = F(n), i = (e) => {
		var n = zh();
		Y(n, 21, () => t.panels.tabs, (e) => e.id, (e, n) => {
			let r = /* @__PURE__ */ A(() => t.panels.open && t.panels.tab === B(n).id);
			var i = Rh();
			let a;
			var o = I(i, !0);
			R(() => {
				a = ro(i, 1, "button svelte-pal2eo", null, a, { shown: B(r) }), X(i, "aria-expanded", B(r)), X(i, "aria-controls", B(r) ? "beside-the-lab" : void 0), q(o, B(n).text);
			}), W("click", i, (e) => B(r) ? t.panels.close() : t.panels.show(B(n).id, e.currentTarget)), K(e, i);
		}), T(n), K(e, n);
	};
	J(r, (e) => {
		t.panels.tabs.length && e(i);
	}), K(e, n), k();
}
bi(["click"]), Z(), bf();
var Vh = class {
	lab;
	#e = /* @__PURE__ */ M(!1);
	get active() {
		return B(this.#e);
	}
	set active(e) {
		N(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ M(-1);
	get chosen() {
		return B(this.#t);
	}
	set chosen(e) {
		N(this.#t, e, !0);
	}
	#n = /* @__PURE__ */ M(null);
	get frame() {
		return B(this.#n);
	}
	set frame(e) {
		N(this.#n, e);
	}
	#r = /* @__PURE__ */ M([]);
	get before() {
		return B(this.#r);
	}
	set before(e) {
		N(this.#r, e);
	}
	held = null;
	constructor(e) {
		this.lab = e;
	}
	#i = /* @__PURE__ */ A(() => this.lab.data ? uf(this.lab.data) : null);
	get points() {
		return B(this.#i);
	}
	set points(e) {
		N(this.#i, e);
	}
	#a = /* @__PURE__ */ A(() => this.active && this.points?.names.length === 1);
	get onChart() {
		return B(this.#a);
	}
	set onChart(e) {
		N(this.#a, e);
	}
	#o = /* @__PURE__ */ A(() => this.before.length > 0 && this.lab.descriptor.kind === "points");
	get canUndo() {
		return B(this.#o);
	}
	set canUndo(e) {
		N(this.#o, e);
	}
	start() {
		this.points && (this.active = !0);
	}
	stop() {
		this.active = !1, this.chosen = -1;
	}
	add(e) {
		if (!this.points) return;
		let t = df(this.points, e);
		this.change(t) && (this.chosen = t.y.length - 1);
	}
	move(e, t, n = !1) {
		this.points && (n && this.held === null && (this.held = this.points), this.chosen = e, this.change(ff(this.points, e, t), !n));
	}
	drop() {
		this.held && this.remember(this.held), this.held = null, this.frame = null;
	}
	set(e, t, n) {
		this.points && this.change(pf(this.points, e, t, n));
	}
	remove(e) {
		if (!this.points) return;
		let t = mf(this.points, e);
		this.change(t) && (this.chosen = Math.min(e, t.y.length - 1));
	}
	undo() {
		let e = this.before.at(-1);
		e && (this.before = this.before.slice(0, -1), this.chosen = -1, this.show(e));
	}
	change(e, t = !0) {
		return !this.points || e === this.points ? !1 : (t && this.remember(this.points), this.show(e), !0);
	}
	remember(e) {
		this.before = [...this.before.slice(-99), e];
	}
	show(e) {
		this.lab.take(e, hf(e));
	}
};
// src/progress.svelte.ts
function Hh() {
	try {
		return window.localStorage;
	} catch {
		return null;
	}
}
function Uh(e) {
	if (e.length > Yh) throw new Xh("it is larger than 4 MB");
	let t;
	try {
		t = JSON.parse(e);
	} catch {
		throw new Xh("it is not JSON");
	}
	if (!$h(t) || t.format !== qh) throw new Xh("it does not say that it is progress");
	if (!Number.isInteger(t.version) || t.version < 1) throw new Xh("it has no version");
	if (t.version > Jh) throw new Xh(`a newer Downslope wrote it, version ${String(t.version)}`);
	if (!$h(t.records)) throw new Xh("it has no records");
	return Object.fromEntries(Object.entries(t.records).map(([e, t]) => [e, Wh(e, t)]));
}
function Wh(e, t) {
	if (!(e !== "__proto__" && $h(t) && Object.entries(t).every(([e, t]) => e !== "__proto__" && $h(t) && typeof t.at == "string"))) throw new Xh(`“${e.slice(0, 40)}” holds no records`);
	return t;
}
var Gh, Kh, qh, Jh, Yh, Xh, Zh, Qh, $h, eg, tg = t((() => {
	Z(), Gh = "downslope.progress", Kh = "downslope.progress.aside", qh = "downslope-progress", Jh = 1, Yh = 4 * 2 ** 20, Xh = class extends Error {}, Zh = class {
		store;
		#e = /* @__PURE__ */ M("");
		get notice() {
			return B(this.#e);
		}
		set notice(e) {
			N(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ M({});
		get records() {
			return B(this.#t);
		}
		set records(e) {
			N(this.#t, e);
		}
		inMemory = !1;
		constructor(e) {
			this.store = e, this.refresh();
		}
		get(e, t) {
			return eg(eg(this.records, e) ?? {}, t) ?? null;
		}
		all(e) {
			return eg(this.records, e) ?? {};
		}
		get count() {
			return Object.values(this.records).reduce((e, t) => e + Object.keys(t).length, 0);
		}
		record(e, t, n) {
			this.refresh();
			let r = this.all(e), i = (/* @__PURE__ */ new Date()).toISOString();
			this.keep({
				...this.records,
				[e]: {
					...r,
					[t]: {
						...eg(r, t),
						...n,
						at: i
					}
				}
			});
		}
		forget(e, t) {
			this.refresh();
			let { [t]: n, ...r } = this.all(e);
			this.keep({
				...this.records,
				[e]: r
			});
		}
		reset() {
			this.notice = "", this.keep({});
		}
		export() {
			return Qh(this.records);
		}
		import(e) {
			let t = Uh(e);
			this.refresh();
			let n = { ...this.records }, r = 0;
			for (let [e, i] of Object.entries(t)) {
				let t = { ...eg(n, e) };
				for (let [e, n] of Object.entries(i)) {
					let i = eg(t, e);
					i && i.at >= n.at || (t[e] = {
						...i,
						...n
					}, r += 1);
				}
				n[e] = t;
			}
			return this.keep(n), r;
		}
		refresh() {
			if (this.inMemory) return;
			let e;
			try {
				e = this.store?.getItem("downslope.progress") ?? null;
			} catch {
				return this.lasts();
			}
			if (this.store === null) return this.lasts();
			if (e !== null) try {
				this.records = Uh(e);
			} catch (t) {
				this.putAside(e, t instanceof Error ? t.message : String(t));
			}
		}
		putAside(e, t) {
			this.records = {};
			try {
				let n = (this.store?.getItem("downslope.progress.aside") ?? e) === e ? Kh : `${Kh}.${Date.now()}`;
				this.store?.setItem(n, e), this.store?.removeItem(Gh), this.notice = `The progress kept in this browser could not be read (${t}): it is set aside under “${n}”, and a new one was started.`;
			} catch {
				this.lasts();
			}
		}
		keep(e) {
			if (this.records = e, !this.inMemory) try {
				this.store?.setItem(Gh, Qh(e));
			} catch {
				this.lasts();
			}
		}
		lasts() {
			this.inMemory = !0, this.notice = "This browser keeps nothing for this page: your progress lasts until you leave. Export it to keep it.";
		}
	}, Qh = (e) => JSON.stringify({
		format: qh,
		version: Jh,
		records: e
	}, null, 1), $h = (e) => typeof e == "object" && !!e && !Array.isArray(e), eg = (e, t) => Object.hasOwn(e, t) ? e[t] : void 0;
})), ng, rg, ig, ag, og, sg, cg, lg, ug = t((() => {
	Hs(), ng = () => Rs("lesson"), rg = (e, t) => zs("experiment", {
		id: e,
		prediction: t
	}), ig = (e, t) => zs("prompt", {
		id: e,
		answer: t
	}), ag = () => Rs("quiz"), og = (e, t) => zs("quiz/pose", t === void 0 ? { id: e } : {
		id: e,
		seed: t
	}), sg = (e, t, n, r) => zs("quiz/grade", {
		id: e,
		seed: t,
		answer: n,
		attempt: r
	}), cg = (e, t, n) => zs("quiz/hint", {
		id: e,
		seed: t,
		step: n
	}), lg = (e, t) => zs("open", {
		target: e,
		text: t
	});
}));
// src/panels/learn/setups.ts
function dg(e) {
	let [t, n, ...r] = e.trim().split(/[\s=]+/);
	if (t !== "downslope") return null;
	if (n === "lab" && r.length === 0) return hg;
	if (n === "demo") return fg(hg, r);
	if (!_g.includes(n ?? "")) return null;
	let i = r.shift() ?? "";
	return i === "--case" ? fg({
		verb: "compare",
		case: r.shift(),
		epochs: sf.epochs
	}, r) : /^[a-z]\w*$/.test(i) ? fg({
		verb: "data",
		dataset: i,
		epochs: sf.epochs
	}, r) : null;
}
function fg(e, t) {
	let n = { ...e };
	for (; t.length > 0;) {
		let e = t.shift() ?? "", r = gg.find((t) => e === `--${t}`);
		if (e === "--standardize") n.standardize = !0;
		else if (vg.includes(e)) t.shift();
		else if (r) {
			let e = Number(t.shift()?.split(",")[0]);
			if (!Number.isFinite(e)) return null;
			n[r] = e;
		} else return null;
	}
	return n;
}
async function pg(e, t) {
	let n = mg(t);
	if (n === null || !await e.load(n)) return !1;
	e.recall({
		...e.runSettings(),
		rule: "gd",
		loss: "mse",
		start: null,
		standardize: t.standardize ?? !1,
		lr: t.lr ?? e.lr,
		epochs: Math.min(t.epochs, of.epochs[1])
	}), t.lr === void 0 && e.spectrum && e.setRate(tm(e.spectrum, Yf.gd));
	let r = typeof matchMedia == "function" && matchMedia("(prefers-reduced-motion: reduce)").matches;
	return e.rewind(), r ? e.jump(e.epochs) : e.togglePlay(), !0;
}
function mg(e) {
	if (e.dataset) return {
		kind: "dataset",
		name: e.dataset
	};
	if (e.verb !== "compare") return bg(e);
	let t = nf.find((t) => t === e.case);
	return t ? {
		kind: "case",
		case: t
	} : null;
}
var hg, gg, _g, vg, yg, bg, xg = t((() => {
	af(), dm(), Xf(), lf(), hg = {
		verb: "train",
		lr: sf.lr,
		epochs: sf.epochs,
		n: rf.n,
		noise: rf.noise,
		seed: rf.seed,
		low: rf.low,
		high: rf.high,
		standardize: !1
	}, gg = [
		"lr",
		"epochs",
		"n",
		"noise",
		"seed"
	], _g = [
		"fit",
		"train",
		"sweep",
		"diagnose",
		"compare"
	], vg = ["--every", "--loss"], yg = (e, t) => e.verb === t.verb && (e.case ?? "") === (t.case ?? "") && e.dataset === t.dataset && (e.verb !== "train" || [
		...gg,
		"low",
		"high",
		"standardize"
	].every((n) => e[n] === t[n])), bg = (e) => ({
		kind: "lesson",
		n: e.n ?? rf.n,
		noise: e.noise ?? rf.noise,
		seed: e.seed ?? rf.seed,
		low: e.low ?? rf.low,
		high: e.high ?? rf.high
	});
}));
tg(), Z(), Hs(), ug(), xg();
var Sg = class {
	lab;
	progress;
	#e = /* @__PURE__ */ M(null);
	get lesson() {
		return B(this.#e);
	}
	set lesson(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(null);
	get quiz() {
		return B(this.#t);
	}
	set quiz(e) {
		N(this.#t, e);
	}
	#n = /* @__PURE__ */ M("");
	get error() {
		return B(this.#n);
	}
	set error(e) {
		N(this.#n, e, !0);
	}
	#r = /* @__PURE__ */ M("lesson");
	get view() {
		return B(this.#r);
	}
	set view(e) {
		N(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ M(null);
	get sectionId() {
		return B(this.#i);
	}
	set sectionId(e) {
		N(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ M(null);
	get itemId() {
		return B(this.#a);
	}
	set itemId(e) {
		N(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ M(null);
	get topic() {
		return B(this.#o);
	}
	set topic(e) {
		N(this.#o, e, !0);
	}
	constructor(e, t, n = null) {
		this.lab = e, this.progress = t, this.sectionId = n;
	}
	#s = /* @__PURE__ */ A(() => this.lesson?.sections.find((e) => e.id === this.sectionId) ?? null);
	get section() {
		return B(this.#s);
	}
	set section(e) {
		N(this.#s, e);
	}
	async load() {
		this.error = "";
		try {
			this.lesson ??= await ng();
		} catch (e) {
			this.error = Ns(e);
		}
	}
	async loadQuiz() {
		this.error = "";
		try {
			this.quiz ??= (await ag()).items;
		} catch (e) {
			this.error = Ns(e);
		}
	}
	go(e) {
		this.view = "lesson", this.sectionId = e;
	}
	isRead(e) {
		return this.progress.get("section", e) !== null;
	}
	markRead(e, t = !0) {
		t ? this.progress.record("section", e, { read: !0 }) : this.progress.forget("section", e);
	}
	#c = /* @__PURE__ */ A(() => this.lesson?.sections.flatMap((e) => e.experiments) ?? []);
	get experiments() {
		return B(this.#c);
	}
	set experiments(e) {
		N(this.#c, e);
	}
	promptsOf(e) {
		let t = this.lesson?.prompts ?? [];
		return e.prompts.flatMap((e) => t.find((t) => t.id === e) ?? []);
	}
	isDone(e) {
		return typeof this.progress.get("prediction", e)?.status == "string";
	}
	isLocked(e, t) {
		return t.experiments.some((t) => !this.isDone(t.id) && yg(t.setup, e));
	}
	#l = /* @__PURE__ */ A(() => (this.lesson?.sections ?? []).find((e) => !this.isRead(e.id)) ?? null);
	get next() {
		return B(this.#l);
	}
	set next(e) {
		N(this.#l, e);
	}
	titleOf(e) {
		return this.lesson?.sections.find((t) => t.id === e)?.title ?? e.replaceAll("-", " ").replace(/^./, (e) => e.toUpperCase());
	}
	isRight(e) {
		return this.progress.get("quiz", e)?.correct === !0;
	}
	nextItem(e) {
		let t = (this.quiz ?? []).filter((e) => this.topic === null || e.topic === this.topic), n = t.findIndex((t) => t.id === e) + 1;
		return [...t.slice(n), ...t.slice(0, n)].find((t) => t.id !== e && !this.isRight(t.id)) ?? null;
	}
};
// src/panels/side/panels.svelte.ts
Z();
var Cg = [
	{
		id: "learn",
		text: "Learn"
	},
	{
		id: "data",
		text: "Your data"
	},
	{
		id: "share",
		text: "Share"
	}
], wg = "downslope.panel", Tg = "(min-width: 1180px)", Eg = class {
	lab;
	#e = /* @__PURE__ */ M(!1);
	get open() {
		return B(this.#e);
	}
	set open(e) {
		N(this.#e, e, !0);
	}
	#t = /* @__PURE__ */ M("learn");
	get tab() {
		return B(this.#t);
	}
	set tab(e) {
		N(this.#t, e, !0);
	}
	editor;
	progress;
	learning;
	tabs;
	opener = null;
	constructor(e, t = "") {
		this.lab = e, this.editor = new Vh(e), this.progress = new Zh(Hh()), this.tabs = Cg.filter((t) => e.shows(t.id === "data" ? "your-data" : t.id));
		let n = new URLSearchParams(t);
		this.learning = new Sg(e, this.progress, n.get("section"));
		let r = Dg(), i = n.get("panel") ?? r.tab;
		this.tab = this.tabs.find((e) => e.id === i)?.id ?? this.tabs[0]?.id ?? "learn";
		let a = typeof matchMedia == "function" && matchMedia("(min-width: 1180px)").matches;
		this.open = this.tabs.length > 0 && (n.has("panel") || a && r.open);
	}
	show(e, t) {
		this.opener = t ?? this.opener, this.tab = e, this.open = !0, this.remember();
	}
	close() {
		this.open = !1, this.remember(), this.opener?.focus({ preventScroll: !0 });
	}
	reveal() {
		matchMedia("(min-width: 1180px)").matches || (this.close(), document.querySelector("main")?.scrollIntoView({ block: "start" }));
	}
	remember() {
		try {
			Hh()?.setItem(wg, JSON.stringify({
				open: this.open,
				tab: this.tab
			}));
		} catch {}
	}
};
function Dg() {
	try {
		let { open: e, tab: t } = JSON.parse(Hh()?.getItem(wg) ?? "{}") ?? {};
		return {
			open: e === !0,
			tab: String(t)
		};
	} catch {
		return {
			open: !1,
			tab: ""
		};
	}
}
// node_modules/svelte/src/reactivity/reactive-value.js
Z(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Mn(), lt(), U(), Di(), Bi();
var Og = class {
	#e;
	#t;
	constructor(e, t) {
		this.#e = e, this.#t = zi(t);
	}
	get current() {
		return this.#t(), this.#e();
	}
}, kg = /\(.+\)/, Ag = /* @__PURE__ */ new Set([
	"all",
	"print",
	"screen",
	"and",
	"or",
	"not",
	"only"
]), jg = class extends Og {
	constructor(e, t) {
		let n = kg.test(e) || e.split(/[\s,]+/).some((e) => Ag.has(e.trim())) ? e : `(${e})`, r = window.matchMedia(n);
		super(() => r.matches, (e) => vi(r, "change", e));
	}
};
Bi(), Q(), Z();
var Mg = /* @__PURE__ */ G("<button role=\"tab\" class=\"svelte-14cd7wz\"> </button>"), Ng = /* @__PURE__ */ G("<div role=\"tablist\" tabindex=\"-1\" class=\"svelte-14cd7wz\"></div>");
function Pg(e, t) {
	O(t, !0);
	let n = {
		ArrowRight: (e, t) => e === t ? 0 : e + 1,
		ArrowLeft: (e, t) => e === 0 ? t : e - 1,
		Home: () => 0,
		End: (e, t) => t
	};
	function r(e) {
		if (!Object.hasOwn(n, e.key)) return;
		e.preventDefault(), e.stopPropagation();
		let r = t.tabs.findIndex((e) => e.id === t.chosen), i = t.tabs[n[e.key](r, t.tabs.length - 1)];
		t.onchoose(i.id), document.getElementById(`tab-${i.id}`)?.focus();
	}
	var i = Ng();
	Y(i, 21, () => t.tabs, (e) => e.id, (e, n) => {
		var r = Mg(), i = I(r, !0);
		R(() => {
			X(r, "id", `tab-${B(n).id ?? ""}`), X(r, "aria-selected", B(n).id === t.chosen), X(r, "aria-controls", B(n).id === t.chosen ? `panel-${B(n).id}` : void 0), X(r, "tabindex", B(n).id === t.chosen ? 0 : -1), q(i, B(n).text);
		}), W("click", r, () => t.onchoose(B(n).id)), K(e, r);
	}), T(i), R(() => X(i, "aria-label", t.label)), W("keydown", i, r), K(e, i), k();
}
bi(["keydown", "click"]);
// src/panels/learn/Contents.svelte?svelte&type=style&lang.css
var Fg = t((() => {}));
// src/panels/learn/Contents.svelte
function Ig(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.lesson?.sections ?? []), r = /* @__PURE__ */ A(() => B(n).reduce((e, t) => e + t.minutes, 0)), i = /* @__PURE__ */ A(() => B(n).filter((e) => t.learning.isRead(e.id)).length), a = /* @__PURE__ */ A(() => t.learning.next);
	var o = Bg(), s = L(F(o), 2), c = I(s), l = L(s, 2), u = (e) => {
		var n = Lg(), r = I(n, !0);
		R(() => q(r, B(i) ? `Go on: ${B(a).title}` : "Begin")), W("click", n, () => t.learning.go(B(a).id)), K(e, n);
	};
	J(l, (e) => {
		B(a) && e(u);
	});
	var d = L(l, 2);
	Y(d, 23, () => B(n), (e) => e.id, (e, n, r) => {
		let i = /* @__PURE__ */ A(() => B(n).experiments), a = /* @__PURE__ */ A(() => B(i).filter((e) => t.learning.isDone(e.id)).length);
		var o = zg(), s = P(o), c = P(s), l = I(c, !0), u = L(c, 2), d = P(u), f = I(d, !0), p = L(d, 2), m = I(p, !0), h = L(p, 2), g = P(h), _ = L(g), v = (e) => {
			K(e, Rg());
		}, y = /* @__PURE__ */ A(() => t.learning.isRead(B(n).id));
		J(_, (e) => {
			B(y) && e(v);
		}), T(h), T(u), T(s), T(o), R(() => {
			q(l, B(r) + 1), q(f, B(n).title), q(m, B(n).summary), q(g, `${B(n).minutes ?? ""} min${B(i).length ? ` · ${B(a)} of ${B(i).length} predicted` : ""}`);
		}), W("click", s, () => t.learning.go(B(n).id)), K(e, o);
	}), T(d), R(() => q(c, `${B(n).length ?? ""} sections, about ${B(r) ?? ""} minutes, and experiments to predict before you run them.
  ${B(i) ? `You have read ${B(i)}.` : ""}`)), K(e, o), k();
}
var Lg, Rg, zg, Bg, Vg = t((() => {
	Q(), Z(), Fg(), Lg = /* @__PURE__ */ G("<button class=\"button main\"> </button>"), Rg = /* @__PURE__ */ G("<span class=\"tick\">· ✓ read</span>"), zg = /* @__PURE__ */ G("<li class=\"svelte-1lnwqnk\"><button class=\"svelte-1lnwqnk\"><span class=\"number svelte-1lnwqnk\" aria-hidden=\"true\"> </span> <span class=\"text svelte-1lnwqnk\"><span class=\"title svelte-1lnwqnk\"> </span> <span class=\"summary svelte-1lnwqnk\"> </span> <span class=\"eyebrow\"> <!></span></span></button></li>"), Bg = /* @__PURE__ */ G("<h2>The lesson</h2> <p class=\"about svelte-1lnwqnk\"> </p> <!> <ol class=\"svelte-1lnwqnk\"></ol>", 1), bi(["click"]);
}));
// src/panels/side/markdown.ts
function Hg(e) {
	let t = [], n = null, r = !1;
	for (let i of e.replaceAll("\r", "").split("\n")) {
		if (/^\s*```/.test(i)) {
			r = !r, n = r ? Wg(t, "code") : null;
			continue;
		}
		let e = r ? "code" : Ug(i, n);
		e === null ? n = null : (n?.kind !== e && (n = Wg(t, e)), e === "list" && !/^\s*[-*] /.test(i) ? n.lines[n.lines.length - 1] += ` ${i.trim()}` : n.lines.push(e === "code" ? i.replace(r ? "" : /^ {4}/, "") : i.trim().replace(e === "list" ? /^[-*] / : "", "")));
	}
	return t;
}
function Ug(e, t) {
	return e.trim() === "" ? null : /^ {4}/.test(e) && t?.kind !== "text" && t?.kind !== "list" ? "code" : /^\s*[-*] /.test(e) || t?.kind === "list" ? "list" : "text";
}
function Wg(e, t) {
	let n = {
		kind: t,
		lines: []
	};
	return e.push(n), n;
}
function Gg(e) {
	let t = [], n = 0;
	for (let r of e.matchAll(Kg)) {
		r.index > n && t.push({
			kind: "text",
			text: e.slice(n, r.index)
		});
		let [i, a, o, s] = r;
		a === void 0 ? o === void 0 ? t.push({
			kind: "em",
			text: s
		}) : t.push({
			kind: "strong",
			text: o
		}) : t.push({
			kind: "code",
			text: a
		}), n = r.index + i.length;
	}
	return n < e.length && t.push({
		kind: "text",
		text: e.slice(n)
	}), t;
}
var Kg, qg = t((() => {
	Kg = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g;
}));
// src/panels/side/Words.svelte
function Jg(e, t) {
	O(t, !0);
	var n = Ii();
	Y(F(n), 17, () => Gg(t.text), _a, (e, t) => {
		var n = Ii(), r = F(n), i = (e) => {
			var n = Yg(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, a = (e) => {
			var n = Xg(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, o = (e) => {
			var n = Zg(), r = I(n, !0);
			R(() => q(r, B(t).text)), K(e, n);
		}, s = (e) => {
			var n = Fi();
			R(() => q(n, B(t).text)), K(e, n);
		};
		J(r, (e) => {
			B(t).kind === "code" ? e(i) : B(t).kind === "strong" ? e(a, 1) : B(t).kind === "em" ? e(o, 2) : e(s, -1);
		}), K(e, n);
	}), K(e, n), k();
}
var Yg, Xg, Zg, Qg = t((() => {
	Q(), Z(), qg(), Yg = /* @__PURE__ */ G("<code> </code>"), Xg = /* @__PURE__ */ G("<strong> </strong>"), Zg = /* @__PURE__ */ G("<em> </em>");
}));
// src/panels/side/Markdown.svelte
function $g(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => Hg(t.text));
	var r = Ii();
	Y(F(r), 17, () => B(n), _a, (e, t) => {
		var n = Ii(), r = F(n), i = (e) => {
			var n = e_(), r = I(P(n), !0);
			T(n), R((e) => q(r, e), [() => B(t).lines.join("\n")]), K(e, n);
		}, a = (e) => {
			var n = n_();
			Y(n, 21, () => B(t).lines, _a, (e, t) => {
				var n = t_();
				Jg(P(n), { get text() {
					return B(t);
				} }), T(n), K(e, n);
			}), T(n), K(e, n);
		}, o = (e) => {
			var n = r_(), r = P(n);
			{
				let e = /* @__PURE__ */ A(() => B(t).lines.join(" "));
				Jg(r, { get text() {
					return B(e);
				} });
			}
			T(n), K(e, n);
		};
		J(r, (e) => {
			B(t).kind === "code" ? e(i) : B(t).kind === "list" ? e(a, 1) : e(o, -1);
		}), K(e, n);
	}), K(e, r), k();
}
var e_, t_, n_, r_, i_ = t((() => {
	Q(), Z(), qg(), Qg(), e_ = /* @__PURE__ */ G("<pre tabindex=\"0\"><code> </code></pre>"), t_ = /* @__PURE__ */ G("<li><!></li>"), n_ = /* @__PURE__ */ G("<ul></ul>"), r_ = /* @__PURE__ */ G("<p><!></p>");
})), a_ = t((() => {}));
// src/panels/side/CopyButton.svelte
function o_(e, t) {
	O(t, !0);
	let n = fs(t, "label", 3, "Copy"), r = fs(t, "main", 3, !1), i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(void 0);
	async function o() {
		try {
			await navigator.clipboard.writeText(t.text), N(i, "copied");
		} catch {
			N(i, "by hand"), await Ur(), B(a)?.focus(), B(a)?.select();
		}
	}
	or(() => {
		t.text, N(i, "");
	});
	var s = { copy: o }, c = c_(), l = F(c), u = P(l);
	let d;
	var f = I(u, !0), p = I(L(u, 2), !0);
	T(l);
	var m = L(l, 2), h = (e) => {
		var n = s_(), r = L(P(n), 2);
		kt(r), es(r, (e) => N(a, e), () => B(a)), T(n), R(() => yo(r, t.text)), K(e, n);
	};
	return J(m, (e) => {
		B(i) === "by hand" && e(h);
	}), R(() => {
		d = ro(u, 1, "button", null, d, { main: r() }), q(f, B(i) === "copied" ? "Copied" : n()), q(p, B(i) === "copied" ? "Copied." : "");
	}), W("click", u, o), K(e, c), k(s);
}
var s_, c_, l_ = t((() => {
	Q(), Z(), xs(), a_(), s_ = /* @__PURE__ */ G("<label class=\"by-hand svelte-19eczn6\"><span>The browser keeps the clipboard closed. The text is selected: copy it with Ctrl+C (⌘C).</span> <textarea readonly=\"\" rows=\"5\" class=\"svelte-19eczn6\"></textarea></label>"), c_ = /* @__PURE__ */ G("<span class=\"copy svelte-19eczn6\"><button> </button> <span class=\"hidden-visually\" role=\"status\"> </span></span> <!>", 1), bi(["click"]);
})), u_ = t((() => {}));
// src/panels/side/OpenIn.svelte
function d_(e, t) {
	let n = Li();
	O(t, !0);
	let r = /* @__PURE__ */ M(""), i = /* @__PURE__ */ M(null), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ M(void 0), s = /* @__PURE__ */ A(() => t.targets.find((e) => e.name === B(r)) ?? t.targets[0]);
	or(() => {
		if (!B(s) || !t.text) return;
		let [e, n] = [B(s).name, t.text];
		N(i, null), N(a, "");
		let r = !1, o = setTimeout(() => {
			lg(e, n).then((e) => r || N(i, e)).catch((e) => r || N(a, Ns(e), !0));
		}, 300);
		return () => {
			r = !0, clearTimeout(o);
		};
	});
	var c = __(), l = F(c), u = P(l), d = L(u, 2);
	Y(d, 21, () => t.targets, (e) => e.name, (e, t) => {
		var n = f_(), r = I(n, !0), i = {};
		R(() => {
			q(r, B(t).title), i !== (i = B(t).name) && (n.value = (n.__value = i) ?? "");
		}), K(e, n);
	}), T(d);
	var f;
	po(d);
	var p = L(d, 2), m = (e) => {
		var t = p_(), n = I(t);
		R(() => {
			X(t, "href", B(i).url), q(n, `Open in ${B(s)?.title ?? ""}`);
		}), W("click", t, () => void B(o)?.copy()), K(e, t);
	}, h = (e) => {
		var t = m_(), n = I(t);
		R(() => q(n, `Open in ${B(s)?.title ?? ""}`)), K(e, t);
	};
	J(p, (e) => {
		B(i)?.url ? e(m) : e(h, -1);
	}), es(o_(L(p, 2), {
		get text() {
			return t.text;
		},
		label: "Copy the prompt"
	}), (e) => N(o, e, !0), () => B(o)), T(l);
	var g = L(l, 2), _ = (e) => {
		var t = h_(), n = I(t);
		R(() => q(n, `${B(s).title ?? ""}: ${B(s).note ?? ""}. The whole prompt is on your clipboard as well.`)), K(e, t);
	};
	J(g, (e) => {
		B(s)?.note && e(_);
	});
	var v = L(g, 2), y = (e) => {
		var t = g_(), n = I(t, !0);
		R(() => q(n, B(a))), K(e, t);
	};
	J(v, (e) => {
		B(a) && e(y);
	}), R(() => {
		X(u, "for", n), X(d, "id", n), f !== (f = B(s)?.name) && (d.value = (d.__value = f) ?? "", fo(d, f));
	}), W("change", d, (e) => N(r, e.currentTarget.value, !0)), K(e, c), k();
}
var f_, p_, m_, h_, g_, __, v_ = t((() => {
	Q(), Z(), Hs(), ug(), l_(), u_(), f_ = /* @__PURE__ */ G("<option> </option>"), p_ = /* @__PURE__ */ G("<a class=\"button svelte-16fi1gk\" target=\"_blank\" rel=\"noopener noreferrer\"> </a>"), m_ = /* @__PURE__ */ G("<span class=\"button waiting svelte-16fi1gk\" aria-disabled=\"true\"> </span>"), h_ = /* @__PURE__ */ G("<p class=\"note svelte-16fi1gk\"> </p>"), g_ = /* @__PURE__ */ G("<p class=\"bad svelte-16fi1gk\" role=\"alert\"> </p>"), __ = /* @__PURE__ */ G("<div class=\"row svelte-16fi1gk\"><label class=\"hidden-visually\">Which AI</label> <select></select> <!> <!></div> <!> <!>", 1), bi(["change", "click"]);
})), y_ = t((() => {}));
// src/panels/learn/PromptCard.svelte
function b_(e, t) {
	let n = Li();
	O(t, !0);
	let r = fs(t, "level", 3, 4), i = /* @__PURE__ */ A(() => t.learning.progress.get("answer", t.prompt.id)), a = /* @__PURE__ */ M(Nn(typeof B(i)?.text == "string" ? B(i).text : "")), o = /* @__PURE__ */ M(null), s = /* @__PURE__ */ M(""), c = /* @__PURE__ */ M(void 0), l, u = /* @__PURE__ */ A(() => Array.isArray(B(i)?.met) ? B(i).met.map(String) : []), d = (e) => B(o)?.rubric.reduce((t, n) => t + (e.includes(n.id) ? n.worth : 0), 0) ?? 0, f = /* @__PURE__ */ A(() => [t.prompt.text, B(a).trim() && `My own answer so far:\n${B(a).trim()}\n\nTell me what is right in it and what is missing, with hints before answers. Check every number by a calculation.`].filter(Boolean).join("\n\n"));
	function p() {
		clearTimeout(l), l = setTimeout(() => t.learning.progress.record("answer", t.prompt.id, { text: B(a) }), 500);
	}
	async function m() {
		if (B(a).trim() === "") N(s, "Write your own answer first: a few sentences will do.");
		else {
			N(s, "");
			try {
				N(o, await ig(t.prompt.id, B(a))), t.learning.progress.record("answer", t.prompt.id, {
					text: B(a),
					opened: !0
				}), await Ur();
				for (let e of B(c)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
				B(c)?.focus();
			} catch (e) {
				N(s, Ns(e), !0);
			}
		}
	}
	function h(e, n) {
		let r = n ? [...B(u), e] : B(u).filter((t) => t !== e);
		t.learning.progress.record("answer", t.prompt.id, {
			met: r,
			points: d(r),
			worth: t.prompt.worth
		});
	}
	var g = w_(), _ = P(g);
	Ba(_, () => `h${r()}`, !1, (e, r) => {
		So(e, () => ({
			class: "title",
			id: `${n}-title`
		}), void 0, void 0, void 0, "svelte-153dzva");
		var i = Fi();
		R(() => q(i, t.prompt.title)), K(r, i);
	});
	var v = L(_, 2);
	$g(P(v), { get text() {
		return t.prompt.text;
	} }), T(v);
	var y = L(v, 2), b = L(y, 2);
	kt(b);
	var x = L(b, 2), S = (e) => {
		var t = x_(), r = I(t, !0);
		R(() => {
			X(t, "id", `${n}-error`), q(r, B(s));
		}), K(e, t);
	};
	J(x, (e) => {
		B(s) && e(S);
	});
	var C = L(x, 2), ee = I(C), te = L(C, 2), ne = P(te);
	{
		let e = /* @__PURE__ */ A(() => t.learning.lesson?.targets ?? []);
		d_(ne, {
			get text() {
				return B(f);
			},
			get targets() {
				return B(e);
			}
		});
	}
	T(te);
	var re = L(te, 2), ie = (e) => {
		var i = C_(), a = P(i);
		Ba(a, () => `h${r() + 1}`, !1, (e, t) => {
			ro(e, 0, "part svelte-153dzva"), K(t, Fi("A worked answer"));
		});
		var s = L(a, 2);
		Da(s, () => B(o).answer_html, !0), T(s);
		var l = L(s, 2);
		Ba(l, () => `h${r() + 1}`, !1, (e, t) => {
			So(e, () => ({
				class: "part",
				id: `${n}-rubric`
			}), void 0, void 0, void 0, "svelte-153dzva"), K(t, Fi("What did your answer say?"));
		});
		var f = L(l, 2);
		Y(f, 21, () => B(o).rubric, (e) => e.id, (e, t) => {
			var n = S_(), r = P(n);
			vo(r);
			var i = L(r, 2), a = P(i);
			Jg(a, { get text() {
				return B(t).claim;
			} });
			var o = L(a, 2), s = I(o), c = L(o, 2);
			Jg(L(P(c)), { get text() {
				return B(t).verify;
			} }), T(c), T(i), T(n), R((e) => {
				bo(r, e), q(s, `(${B(t).worth ?? ""})`);
			}, [() => B(u).includes(B(t).id)]), W("change", r, (e) => h(B(t).id, e.currentTarget.checked)), K(e, n);
		}), T(f);
		var p = I(L(f, 2));
		T(i), es(i, (e) => N(c, e), () => B(c)), R((e) => {
			X(f, "aria-labelledby", `${n}-rubric`), q(p, `${e ?? ""} of ${t.prompt.worth ?? ""} points, by your own judgement.`);
		}, [() => d(B(u))]), K(e, i);
	};
	J(re, (e) => {
		B(o) && e(ie);
	}), T(g), R(() => {
		X(g, "aria-labelledby", `${n}-title`), X(g, "data-prompt", t.prompt.id), X(y, "for", `${n}-text`), X(b, "id", `${n}-text`), X(b, "aria-describedby", B(s) ? `${n}-error` : void 0);
	}), W("input", b, p), Ro(b, () => B(a), (e) => N(a, e)), W("click", ee, m), K(e, g), k();
}
var x_, S_, C_, w_, T_ = t((() => {
	Q(), Z(), xs(), Hs(), i_(), v_(), Qg(), ug(), y_(), x_ = /* @__PURE__ */ G("<p class=\"error svelte-153dzva\" role=\"alert\"> </p>"), S_ = /* @__PURE__ */ G("<label class=\"point svelte-153dzva\"><input type=\"checkbox\" class=\"svelte-153dzva\"/> <span><!> <span class=\"eyebrow\"> </span> <span class=\"verify svelte-153dzva\">Check it: <!></span></span></label>"), C_ = /* @__PURE__ */ G("<div class=\"worked\" tabindex=\"-1\"><!>  <div class=\"prose small\"></div> <!> <div role=\"group\"></div> <p class=\"sum svelte-153dzva\" role=\"status\"> </p></div>"), w_ = /* @__PURE__ */ G("<section class=\"card svelte-153dzva\"><!> <div class=\"prose small\"><!></div> <label class=\"eyebrow\">Your answer, in your own words</label> <textarea rows=\"6\" class=\"svelte-153dzva\"></textarea> <!> <div class=\"actions\"><button class=\"button main\">Compare with a worked answer</button></div> <div class=\"ai svelte-153dzva\"><!></div> <!></section>"), bi([
		"input",
		"click",
		"change"
	]);
})), E_ = t((() => {}));
// src/panels/learn/OwnWords.svelte
function D_(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.lesson?.prompts ?? []);
	var r = k_(), i = L(F(r), 2), a = I(i), o = L(i, 2);
	Y(o, 17, () => B(n), (e) => e.id, (e, n) => {
		b_(e, {
			get learning() {
				return t.learning;
			},
			get prompt() {
				return B(n);
			},
			level: 3
		});
	});
	var s = L(o, 2), c = (e) => {
		K(e, O_());
	};
	J(s, (e) => {
		B(n).length === 0 && e(c);
	}), R(() => q(a, `${B(n).length ?? ""} questions that build on each other. Answer first, then compare: with the worked answer, or with an AI
  that is told to give hints before answers.`)), K(e, r), k();
}
var O_, k_, A_ = t((() => {
	Q(), Z(), T_(), E_(), O_ = /* @__PURE__ */ G("<p class=\"about svelte-bfi6rh\">This lesson has none.</p>"), k_ = /* @__PURE__ */ G("<h2>In your own words</h2> <p class=\"about svelte-bfi6rh\"> </p> <!> <!>", 1);
}));
// src/panels/side/saving.ts
function j_(e, t, n) {
	let r = URL.createObjectURL(new Blob([t], { type: n })), i = document.createElement("a");
	i.href = r, i.download = e, i.click(), setTimeout(() => URL.revokeObjectURL(r), 1e3);
}
var M_ = t((() => {})), N_ = t((() => {}));
// src/panels/learn/ProgressView.svelte
function P_(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.learning.progress), r = /* @__PURE__ */ M(""), i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(!1), o = /* @__PURE__ */ M(void 0);
	ys(() => void t.learning.loadQuiz());
	let s = /* @__PURE__ */ A(() => [
		{
			text: "Sections read",
			done: t.learning.lesson?.sections.filter((e) => t.learning.isRead(e.id)).length ?? 0,
			all: t.learning.lesson?.sections.length ?? 0
		},
		{
			text: "Experiments predicted",
			done: t.learning.experiments.filter((e) => t.learning.isDone(e.id)).length,
			all: t.learning.experiments.length
		},
		{
			text: "Quiz questions right",
			done: t.learning.quiz?.filter((e) => t.learning.isRight(e.id)).length ?? 0,
			all: t.learning.quiz?.length ?? 0
		},
		{
			text: "Answers in your own words",
			done: t.learning.lesson?.prompts.filter((e) => B(n).get("answer", e.id)?.opened === !0).length ?? 0,
			all: t.learning.lesson?.prompts.length ?? 0
		}
	]), c = /* @__PURE__ */ A(() => Object.values(B(n).all("prediction")).filter((e) => e.status === "right").length);
	async function l(e) {
		if (N(r, N(i, ""), !0), e) {
			try {
				let t = B(n).import(await e.text());
				N(r, `${t} record${t === 1 ? "" : "s"} of ${e.name} taken in.`);
			} catch (t) {
				N(i, t instanceof Xh ? `${e.name} is no exported progress (${t.message}): nothing was changed.` : String(t), !0);
			}
			B(o) && (B(o).value = "");
		}
	}
	function u() {
		B(n).reset(), N(a, !1), N(r, "All progress is forgotten.");
	}
	var d = B_(), f = L(F(d), 2);
	Y(f, 21, () => B(s), (e) => e.text, (e, t) => {
		var n = F_(), r = P(n), i = I(r, !0), a = L(r, 2), o = I(a), s = L(a, 2), c = P(s);
		let l;
		T(s), T(n), R(() => {
			q(i, B(t).text), q(o, `${B(t).done ?? ""} of ${B(t).all ?? ""}`), l = oo(c, "", l, { width: `${B(t).all ? 100 * B(t).done / B(t).all : 0}%` });
		}), K(e, n);
	}), T(f);
	var p = L(f, 2), m = (e) => {
		var t = I_(), n = I(t);
		R(() => q(n, `${B(c) ?? ""} prediction${B(c) === 1 ? "" : "s"} came true. Wrong ones teach more.`)), K(e, t);
	};
	J(p, (e) => {
		B(c) && e(m);
	});
	var h = L(p, 4), g = P(h), _ = L(g, 2), v = L(_, 2);
	es(v, (e) => N(o, e), () => B(o));
	var y = L(v, 2), b = (e) => {
		var t = L_(), r = P(t), i = L(r), o = L(i, 2);
		T(t), R(() => q(r, `Forget all ${B(n).count ?? ""} records? `)), W("click", i, u), W("click", o, () => N(a, !1)), K(e, t);
	}, x = (e) => {
		var t = R_();
		R(() => t.disabled = B(n).count === 0), W("click", t, () => N(a, !0)), K(e, t);
	};
	J(y, (e) => {
		B(a) ? e(b) : e(x, -1);
	}), T(h);
	var S = L(h, 2), C = I(S, !0), ee = L(S, 2), te = (e) => {
		var t = z_(), n = I(t, !0);
		R(() => q(n, B(i))), K(e, t);
	};
	J(ee, (e) => {
		B(i) && e(te);
	}), R(() => q(C, B(r))), W("click", g, () => j_("progress.json", B(n).export(), "application/json")), W("click", _, () => B(o)?.click()), W("change", v, () => l(B(o)?.files?.[0])), K(e, d), k();
}
var F_, I_, L_, R_, z_, B_, V_ = t((() => {
	Q(), Z(), tg(), M_(), xs(), N_(), F_ = /* @__PURE__ */ G("<div class=\"svelte-nxln5o\"><dt> </dt> <dd class=\"svelte-nxln5o\"> </dd> <dd class=\"bar svelte-nxln5o\" aria-hidden=\"true\"><span class=\"svelte-nxln5o\"></span></dd></div>"), I_ = /* @__PURE__ */ G("<p class=\"about svelte-nxln5o\"> </p>"), L_ = /* @__PURE__ */ G("<span class=\"ask svelte-nxln5o\" role=\"group\" aria-label=\"Forget everything?\"> <button class=\"button main\">Yes, forget</button> <button class=\"button\">No</button></span>"), R_ = /* @__PURE__ */ G("<button class=\"button quiet\">Reset…</button>"), z_ = /* @__PURE__ */ G("<p class=\"bad svelte-nxln5o\" role=\"alert\"> </p>"), B_ = /* @__PURE__ */ G("<h2>Your progress</h2> <dl class=\"svelte-nxln5o\"></dl> <!> <p class=\"about svelte-nxln5o\">It is kept in this browser alone. Take it along as a file, to another browser or to the terminal: <code class=\"svelte-nxln5o\">downslope quiz --import progress.json</code>.</p> <div class=\"actions\"><button class=\"button\">Export</button> <button class=\"button\">Import…</button> <input class=\"hidden-visually\" type=\"file\" accept=\".json,application/json\" tabindex=\"-1\" aria-label=\"Progress file\"/> <!></div> <p class=\"said svelte-nxln5o\" role=\"status\"> </p> <!>", 1), bi(["click", "change"]);
}));
// src/panels/learn/question.svelte.ts
function H_(e) {
	return Array.isArray(e) ? e.flatMap((e) => typeof e?.answer == "string" && typeof e.feedback == "string" ? [{
		answer: e.answer,
		correct: e.correct === !0,
		feedback: e.feedback
	}] : []) : [];
}
var U_, W_, G_ = t((() => {
	Z(), Hs(), ug(), U_ = class {
		learning;
		id;
		#e = /* @__PURE__ */ M(null);
		get posed() {
			return B(this.#e);
		}
		set posed(e) {
			N(this.#e, e);
		}
		#t = /* @__PURE__ */ M([]);
		get replies() {
			return B(this.#t);
		}
		set replies(e) {
			N(this.#t, e);
		}
		#n = /* @__PURE__ */ M([]);
		get hints() {
			return B(this.#n);
		}
		set hints(e) {
			N(this.#n, e);
		}
		#r = /* @__PURE__ */ M(null);
		get told() {
			return B(this.#r);
		}
		set told(e) {
			N(this.#r, e);
		}
		#i = /* @__PURE__ */ M("");
		get error() {
			return B(this.#i);
		}
		set error(e) {
			N(this.#i, e, !0);
		}
		#a = /* @__PURE__ */ M(!1);
		get busy() {
			return B(this.#a);
		}
		set busy(e) {
			N(this.#a, e, !0);
		}
		constructor(e, t) {
			this.learning = e, this.id = t;
		}
		#o = /* @__PURE__ */ A(() => this.replies.some((e) => e.correct));
		get correct() {
			return B(this.#o);
		}
		set correct(e) {
			N(this.#o, e);
		}
		#s = /* @__PURE__ */ A(() => this.told !== null);
		get over() {
			return B(this.#s);
		}
		set over(e) {
			N(this.#s, e);
		}
		async open(e = !1) {
			let t = e ? null : this.learning.progress.get("quiz", this.id), n = typeof t?.seed == "number" && t.open === !0 ? t.seed : void 0;
			await this.attempt(async () => {
				this.posed = await og(this.id, n), this.replies = n === void 0 ? [] : H_(t?.replies), this.hints = n === void 0 ? [] : W_(t?.hints), this.told = null;
			});
		}
		async answer(e) {
			let { posed: t } = this;
			t && !this.over && await this.attempt(async () => {
				let n = await sg(this.id, t.seed, e, this.replies.length + 1);
				this.replies = [...this.replies, {
					answer: e,
					correct: n.correct,
					feedback: n.feedback
				}], n.hint && !this.hints.includes(n.hint) && (this.hints = [...this.hints, n.hint]), n.answer !== null && (this.told = {
					answer: n.answer,
					why: n.why ?? ""
				}), this.keep(n);
			});
		}
		async nextHint() {
			let { posed: e } = this;
			e && await this.attempt(async () => {
				let t = await cg(this.id, e.seed, this.hints.length + 1);
				t.hint && (this.hints = [...this.hints, t.hint]);
			});
		}
		async attempt(e) {
			this.error = "", this.busy = !0;
			try {
				await e();
			} catch (e) {
				this.error = Ns(e);
			} finally {
				this.busy = !1;
			}
		}
		keep(e) {
			let t = this.learning.isRight(this.id);
			this.learning.progress.record("quiz", this.id, {
				correct: t || e.correct,
				attempts: this.replies.length,
				seed: this.posed?.seed,
				open: !this.over,
				replies: this.over ? [] : this.replies,
				hints: this.over ? [] : this.hints
			});
		}
	}, W_ = (e) => Array.isArray(e) ? e.filter((e) => typeof e == "string") : [];
})), K_ = t((() => {}));
// src/panels/learn/QuizQuestion.svelte
function q_(e, t) {
	let n = Li();
	O(t, !0);
	let r = [], i = fs(t, "learning", 7), a = new U_(i(), t.entry.id), o = /* @__PURE__ */ M(""), s = /* @__PURE__ */ M(!1), c = /* @__PURE__ */ M(void 0), l = /* @__PURE__ */ M(void 0), u = /* @__PURE__ */ A(() => a.posed), d = /* @__PURE__ */ A(() => a.replies.at(-1)), f = /* @__PURE__ */ A(() => i().nextItem(t.entry.id)), p = (e) => a.replies.find((t) => t.answer === e)?.feedback ?? "", m = {
		choice: "Choose",
		numeric: "A number",
		predict: "Predict"
	};
	ys(async () => {
		await a.open(), await Ur(), B(c)?.focus({ preventScroll: !0 });
	});
	async function h() {
		N(s, B(o).trim() === ""), B(s) || (await a.answer(B(o).trim()), await Ur(), a.over ? B(l)?.focus() : B(u)?.options.length && N(o, ""));
	}
	async function g() {
		N(o, ""), await a.open(!0), await Ur(), B(c)?.focus();
	}
	var _ = Ii(), v = F(_), y = (e) => {
		var _ = lv(), v = P(_), y = I(v), b = L(v, 2);
		$g(P(b), { get text() {
			return B(u).stem;
		} }), T(b), es(b, (e) => N(c, e), () => B(c));
		var x = L(b, 2), S = P(x), C = (e) => {
			var t = X_();
			Y(L(P(t), 2), 17, () => B(u).options, (e) => e.letter, (e, t) => {
				let i = /* @__PURE__ */ A(() => p(B(t).letter)), s = /* @__PURE__ */ A(() => a.replies.some((e) => e.answer === B(t).letter && e.correct));
				var c = Y_();
				let l;
				var u = P(c);
				vo(u);
				var d, f = L(u, 2), m = P(f);
				Jg(m, { get text() {
					return B(t).text;
				} });
				var h = L(m), g = (e) => {
					var t = J_(), n = P(t, !0);
					Jg(L(n), { get text() {
						return B(i);
					} }), T(t), R(() => q(n, B(s) ? "✓ " : "✗ ")), K(e, t);
				};
				J(h, (e) => {
					B(i) && e(g);
				}), T(f), T(c), R(() => {
					l = ro(c, 1, "option svelte-v4uh61", null, l, {
						wrong: B(i) && !B(s),
						good: B(s)
					}), X(u, "name", n), u.disabled = B(i) !== "", d !== (d = B(t).letter) && (u.value = (u.__value = d) ?? "");
				}), zo(r, [], u, () => (B(t).letter, B(o)), (e) => N(o, e)), K(e, c);
			}), T(t), R(() => t.disabled = a.over), K(e, t);
		}, ee = (e) => {
			var t = $_(), r = F(t), i = P(r), s = L(i, 2);
			vo(s);
			var c = L(s, 2), l = (e) => {
				var t = Z_(), n = I(t, !0);
				R(() => q(n, B(u).unit)), K(e, t);
			};
			J(c, (e) => {
				B(u).unit && e(l);
			}), T(r), Y(L(r, 2), 17, () => a.replies, _a, (e, t) => {
				var n = Q_();
				let r;
				var i = P(n);
				Jg(L(i), { get text() {
					return B(t).feedback;
				} }), T(n), R(() => {
					r = ro(n, 1, "reply svelte-v4uh61", null, r, { good: B(t).correct }), q(i, `${B(t).correct ? "✓" : "✗"} ${B(t).answer ?? ""}: `);
				}), K(e, n);
			}), R(() => {
				X(i, "for", `${n}-number`), X(s, "id", `${n}-number`), s.disabled = a.over;
			}), Ro(s, () => B(o), (e) => N(o, e)), K(e, t);
		};
		J(S, (e) => {
			B(u).options.length ? e(C) : e(ee, -1);
		});
		var te = L(S, 2), ne = (e) => {
			var t = ev(), n = I(t, !0);
			R(() => q(n, B(u).options.length ? "Choose one of them first." : "Write a number first.")), K(e, t);
		};
		J(te, (e) => {
			B(s) && e(ne);
		});
		var re = L(te, 2), ie = (e) => {
			var t = ev(), n = I(t, !0);
			R(() => q(n, a.error)), K(e, t);
		};
		J(re, (e) => {
			a.error && e(ie);
		});
		var ae = L(re, 2), oe = (e) => {
			var t = nv();
			Y(t, 21, () => a.hints, _a, (e, t) => {
				var n = tv();
				Jg(P(n), { get text() {
					return B(t);
				} }), T(n), K(e, n);
			}), T(t), K(e, t);
		};
		J(ae, (e) => {
			a.hints.length && e(oe);
		});
		var se = L(ae, 2), ce = (e) => {
			var t = av(), n = P(t), r = L(n, 2), o = (e) => {
				var t = rv(), n = I(t, !0);
				R(() => {
					t.disabled = a.busy, q(n, a.hints.length ? "Another hint" : "A hint");
				}), W("click", t, () => a.nextHint()), K(e, t);
			};
			J(r, (e) => {
				a.hints.length < B(u).hint_count && e(o);
			});
			var s = L(r, 2), c = (e) => {
				var t = iv();
				W("click", t, () => i().itemId = B(f).id), K(e, t);
			};
			J(s, (e) => {
				B(f) && e(c);
			}), T(t), R(() => n.disabled = a.busy), K(e, t);
		};
		J(se, (e) => {
			a.over || e(ce);
		}), T(x);
		var le = L(x, 2), ue = I(le, !0), de = L(le, 2), fe = (e) => {
			var t = cv(), n = F(t);
			let r;
			var o = P(n), s = P(o), c = I(s, !0);
			Jg(L(s, 2), { get text() {
				return a.told.answer;
			} }), T(o);
			var u = L(o, 2);
			$g(P(u), { get text() {
				return a.told.why;
			} }), T(u), T(n), es(n, (e) => N(l, e), () => B(l));
			var d = L(n, 2), p = P(d), m = (e) => {
				var t = ov();
				W("click", t, () => i().itemId = B(f).id), K(e, t);
			}, h = (e) => {
				K(e, sv());
			};
			J(p, (e) => {
				B(f) ? e(m) : e(h, -1);
			});
			var _ = L(p, 2), v = L(_, 2);
			T(d), R(() => {
				r = ro(n, 1, "told svelte-v4uh61", null, r, { right: a.correct }), q(c, a.correct ? "✓ Right." : "✗ Not this time.");
			}), W("click", _, g), W("click", v, () => i().itemId = null), K(e, t);
		};
		J(de, (e) => {
			a.told && e(fe);
		}), T(_), R((e) => {
			X(_, "data-item", t.entry.id), X(_, "data-over", a.over), q(y, `${e ?? ""} · ${m[B(u).kind] ?? B(u).kind ?? ""} · level ${B(u).level ?? ""} of 3`), q(ue, B(d) && !a.over ? `${B(d).correct ? "Right" : "Not so"}. ${B(d).feedback}` : "");
		}, [() => i().titleOf(B(u).topic)]), yi("submit", x, (e) => {
			e.preventDefault(), h();
		}), K(e, _);
	}, b = (e) => {
		var t = uv(), n = P(t), r = L(n);
		T(t), R(() => q(n, `${a.error ?? ""} `)), W("click", r, () => a.open()), K(e, t);
	}, x = (e) => {
		K(e, dv());
	};
	J(v, (e) => {
		B(u) ? e(y) : a.error ? e(b, 1) : e(x, -1);
	}), K(e, _), k();
}
var J_, Y_, X_, Z_, Q_, $_, ev, tv, nv, rv, iv, av, ov, sv, cv, lv, uv, dv, fv = t((() => {
	Q(), Z(), xs(), i_(), Qg(), G_(), K_(), J_ = /* @__PURE__ */ G("<span class=\"reply svelte-v4uh61\"> <!></span>"), Y_ = /* @__PURE__ */ G("<label><input type=\"radio\" class=\"svelte-v4uh61\"/> <span><!><!></span></label>"), X_ = /* @__PURE__ */ G("<fieldset class=\"svelte-v4uh61\"><legend class=\"hidden-visually\">Your answer</legend> <!></fieldset>"), Z_ = /* @__PURE__ */ G("<span> </span>"), Q_ = /* @__PURE__ */ G("<p> <!></p>"), $_ = /* @__PURE__ */ G("<p class=\"number svelte-v4uh61\"><label>Your answer</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-v4uh61\"/> <!></p> <!>", 1), ev = /* @__PURE__ */ G("<p class=\"error svelte-v4uh61\" role=\"alert\"> </p>"), tv = /* @__PURE__ */ G("<li><!></li>"), nv = /* @__PURE__ */ G("<ol class=\"hints svelte-v4uh61\" aria-label=\"Hints\"></ol>"), rv = /* @__PURE__ */ G("<button class=\"button\" type=\"button\"> </button>"), iv = /* @__PURE__ */ G("<button class=\"button quiet\" type=\"button\">Later</button>"), av = /* @__PURE__ */ G("<div class=\"actions\"><button class=\"button main\" type=\"submit\">Answer</button> <!> <!></div>"), ov = /* @__PURE__ */ G("<button class=\"button main\">Next question</button>"), sv = /* @__PURE__ */ G("<p class=\"done svelte-v4uh61\">All of these are right.</p>"), cv = /* @__PURE__ */ G("<div tabindex=\"-1\" role=\"status\"><p class=\"svelte-v4uh61\"><strong class=\"svelte-v4uh61\"> </strong> The answer: <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><!> <button class=\"button\">Again with other numbers</button> <button class=\"button quiet\">All topics</button></div>", 1), lv = /* @__PURE__ */ G("<article class=\"svelte-v4uh61\"><p class=\"eyebrow\"> </p> <div class=\"prose stem svelte-v4uh61\" tabindex=\"-1\"><!></div> <form><!> <!> <!> <!> <!></form> <p class=\"hidden-visually\" role=\"status\"> </p> <!></article>"), uv = /* @__PURE__ */ G("<p class=\"error svelte-v4uh61\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), dv = /* @__PURE__ */ G("<p class=\"eyebrow\">Asking…</p>"), bi(["click"]);
})), pv = t((() => {}));
// src/panels/learn/Quiz.svelte
function mv(e, t) {
	O(t, !0);
	let n = fs(t, "learning", 7);
	ys(() => void n().loadQuiz());
	let r = /* @__PURE__ */ A(() => [...new Set((n().quiz ?? []).map((e) => e.topic))]), i = /* @__PURE__ */ A(() => (n().quiz ?? []).filter((e) => n().isRight(e.id)).length), a = /* @__PURE__ */ A(() => n().quiz?.find((e) => e.id === n().itemId) ?? null);
	function o(e) {
		n().topic = e, n().itemId = n().nextItem(null)?.id ?? s(e)[0]?.id ?? null;
	}
	let s = (e) => (n().quiz ?? []).filter((t) => e === null || t.topic === e);
	var c = Ii(), l = F(c), u = (e) => {
		var t = hv(), r = F(t);
		pa(L(r, 2), () => B(a).id, (e) => {
			q_(e, {
				get learning() {
					return n();
				},
				get entry() {
					return B(a);
				}
			});
		}), W("click", r, () => n().itemId = null), K(e, t);
	}, d = (e) => {
		var t = _v(), a = L(F(t), 2), c = I(a), l = L(a, 2), u = I(l, !0), d = L(l, 2);
		Y(d, 20, () => B(r), (e) => e, (e, t) => {
			let r = /* @__PURE__ */ A(() => s(t)), i = /* @__PURE__ */ A(() => B(r).filter((e) => n().isRight(e.id)).length);
			var a = gv(), c = P(a), l = P(c), u = I(l, !0), d = L(l, 2), f = I(d), p = L(d, 2);
			T(c), T(a), R((e, t) => {
				q(u, e), q(f, `${B(i) ?? ""} of ${B(r).length ?? ""} right`), X(p, "max", B(r).length), yo(p, B(i)), X(p, "aria-label", `${t ?? ""}: questions right`);
			}, [() => n().titleOf(t), () => n().titleOf(t)]), W("click", c, () => o(t)), K(e, a);
		}), T(d), R(() => {
			q(c, `${n().quiz.length ?? ""} questions; the numbers are drawn anew each time, and every answer has its reply.
    ${B(i) ? `You have ${B(i)} right.` : ""}`), q(u, B(i) ? "Go on" : "Begin");
		}), W("click", l, () => o(null)), K(e, t);
	}, f = (e) => {
		K(e, vv());
	};
	J(l, (e) => {
		B(a) ? e(u) : n().quiz ? e(d, 1) : n().error || e(f, 2);
	}), K(e, c), k();
}
var hv, gv, _v, vv, yv = t((() => {
	Q(), Z(), xs(), fv(), pv(), hv = /* @__PURE__ */ G("<button class=\"button quiet back svelte-1btdkdl\">← All topics</button> <!>", 1), gv = /* @__PURE__ */ G("<li class=\"svelte-1btdkdl\"><button class=\"svelte-1btdkdl\"><span class=\"title svelte-1btdkdl\"> </span> <span class=\"eyebrow\"> </span> <progress class=\"svelte-1btdkdl\"></progress></button></li>"), _v = /* @__PURE__ */ G("<h2>Quiz</h2> <p class=\"about svelte-1btdkdl\"> </p> <button class=\"button main\"> </button> <ul class=\"svelte-1btdkdl\"></ul>", 1), vv = /* @__PURE__ */ G("<p class=\"about svelte-1btdkdl\">Opening the quiz…</p>"), bi(["click"]);
})), bv = t((() => {}));
// src/panels/learn/ExperimentCard.svelte
function xv(e, t) {
	let n = Li();
	O(t, !0);
	let r = [], i = /* @__PURE__ */ M(""), a = /* @__PURE__ */ M(""), o = /* @__PURE__ */ M(!1), s = /* @__PURE__ */ M(void 0), c = /* @__PURE__ */ A(() => t.learning.progress.get("prediction", t.experiment.id)), l = /* @__PURE__ */ A(() => typeof B(c)?.status == "string" ? B(c).status : null), u = {
		right: "✓ Right",
		wrong: "✗ Not so",
		skipped: "Skipped"
	};
	async function d(e) {
		if (e !== null && e.trim() === "") N(a, t.experiment.kind === "choice" ? "Choose one of them first." : "Write a number first: a guess will do.", !0);
		else {
			N(a, ""), N(o, !0);
			try {
				let { scored: n, observation: r } = await rg(t.experiment.id, e && e.trim().replace("−", "-"));
				t.learning.progress.record("prediction", t.experiment.id, {
					...n,
					why: r.text
				}), await Ur(), B(s)?.focus();
			} catch (e) {
				N(a, Ns(e), !0);
			} finally {
				N(o, !1);
			}
		}
	}
	function f() {
		N(i, ""), t.learning.progress.forget("prediction", t.experiment.id);
	}
	var p = kv(), m = P(p), h = I(m, !0), g = L(m, 2);
	$g(P(g), { get text() {
		return t.experiment.stem;
	} }), T(g);
	var _ = L(g, 2), v = (e) => {
		var s = Dv(), c = P(s), l = (e) => {
			var o = Cv();
			Y(L(P(o), 2), 17, () => t.experiment.options, (e) => e.key, (e, t) => {
				var a = Sv(), o = P(a);
				vo(o);
				var s, c = I(L(o, 2), !0);
				T(a), R(() => {
					X(o, "name", n), s !== (s = B(t).key) && (o.value = (o.__value = s) ?? ""), q(c, B(t).text);
				}), zo(r, [], o, () => (B(t).key, B(i)), (e) => N(i, e)), K(e, a);
			}), T(o), R(() => X(o, "aria-describedby", B(a) ? `${n}-error` : void 0)), K(e, o);
		}, u = (e) => {
			var r = Tv(), o = P(r), s = L(o, 2);
			vo(s);
			var c = L(s, 2), l = (e) => {
				var n = wv(), r = I(n, !0);
				R(() => q(r, t.experiment.unit)), K(e, n);
			};
			J(c, (e) => {
				t.experiment.unit && e(l);
			}), T(r), R(() => {
				X(o, "for", `${n}-number`), X(s, "id", `${n}-number`), X(s, "aria-describedby", B(a) ? `${n}-error` : void 0);
			}), Ro(s, () => B(i), (e) => N(i, e)), K(e, r);
		};
		J(c, (e) => {
			t.experiment.kind === "choice" ? e(l) : e(u, -1);
		});
		var f = L(c, 2), p = (e) => {
			var t = Ev(), r = I(t, !0);
			R(() => {
				X(t, "id", `${n}-error`), q(r, B(a));
			}), K(e, t);
		};
		J(f, (e) => {
			B(a) && e(p);
		});
		var m = L(f, 2), h = P(m), g = I(h, !0), _ = L(h, 2);
		T(m), T(s), R(() => {
			h.disabled = B(o), q(g, B(o) ? "Running…" : "Commit and run"), _.disabled = B(o);
		}), yi("submit", s, (e) => {
			e.preventDefault(), d(B(i));
		}), W("click", _, () => d(null)), K(e, s);
	}, y = (e) => {
		var n = Ov(), r = F(n), i = P(r), a = P(i), o = I(a), d = L(a, 2);
		{
			let e = /* @__PURE__ */ A(() => String(B(c)?.text ?? ""));
			Jg(d, { get text() {
				return B(e);
			} });
		}
		T(i);
		var p = L(i, 2), m = P(p);
		{
			let e = /* @__PURE__ */ A(() => String(B(c)?.why ?? ""));
			$g(m, { get text() {
				return B(e);
			} });
		}
		T(p), T(r), es(r, (e) => N(s, e), () => B(s));
		var h = L(r, 2), g = P(h), _ = L(g, 2);
		T(h), R(() => {
			ro(r, 1, `outcome ${B(l) ?? ""}`, "svelte-1va4kcx"), q(o, `${u[B(l)] ?? B(l) ?? ""}.`);
		}), W("click", g, () => t.ontry(t.experiment.setup)), W("click", _, f), K(e, n);
	};
	J(_, (e) => {
		B(l) === null ? e(v) : e(y, -1);
	}), T(p), R(() => {
		X(p, "aria-labelledby", `${n}-title`), X(p, "data-experiment", t.experiment.id), X(p, "data-status", B(l) ?? "locked"), X(m, "id", `${n}-title`), q(h, t.experiment.title);
	}), K(e, p), k();
}
var Sv, Cv, wv, Tv, Ev, Dv, Ov, kv, Av = t((() => {
	Q(), Z(), xs(), Hs(), i_(), Qg(), ug(), bv(), Sv = /* @__PURE__ */ G("<label class=\"option svelte-1va4kcx\"><input type=\"radio\" class=\"svelte-1va4kcx\"/> <span> </span></label>"), Cv = /* @__PURE__ */ G("<fieldset class=\"svelte-1va4kcx\"><legend class=\"hidden-visually\">Your prediction</legend> <!></fieldset>"), wv = /* @__PURE__ */ G("<span> </span>"), Tv = /* @__PURE__ */ G("<p class=\"number svelte-1va4kcx\"><label>Your prediction</label> <input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-1va4kcx\"/> <!></p>"), Ev = /* @__PURE__ */ G("<p class=\"error svelte-1va4kcx\" role=\"alert\"> </p>"), Dv = /* @__PURE__ */ G("<form><!> <!> <div class=\"actions\"><button class=\"button main\" type=\"submit\"> </button> <button class=\"button quiet\" type=\"button\">Skip: show me</button></div></form>"), Ov = /* @__PURE__ */ G("<div tabindex=\"-1\" role=\"status\"><p class=\"verdict svelte-1va4kcx\"><strong class=\"svelte-1va4kcx\"> </strong> <!></p> <div class=\"prose small\"><!></div></div> <div class=\"actions\"><button class=\"button\">Show this run in the lab</button> <button class=\"button quiet\">Predict again</button></div>", 1), kv = /* @__PURE__ */ G("<section class=\"card svelte-1va4kcx\"><h4 class=\"svelte-1va4kcx\"> </h4> <div class=\"prose small\"><!></div> <!></section>"), bi(["click"]);
})), jv = t((() => {}));
// src/panels/learn/SectionView.svelte
function Mv(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.learning), r = /* @__PURE__ */ A(() => B(n).lesson?.sections ?? []), i = /* @__PURE__ */ A(() => B(r).findIndex((e) => e.id === t.section.id)), a = /* @__PURE__ */ A(() => B(r)[B(i) - 1]), o = /* @__PURE__ */ A(() => B(r)[B(i) + 1]), s = /* @__PURE__ */ A(() => t.section.experiments), c = /* @__PURE__ */ A(() => B(n).promptsOf(t.section)), l = /* @__PURE__ */ A(() => B(n).quiz?.filter((e) => e.topic === t.section.id).length ?? 0), u = /* @__PURE__ */ A(() => B(n).isRead(t.section.id)), d = /* @__PURE__ */ M(void 0), f = /* @__PURE__ */ M(void 0);
	ys(() => {
		B(n).loadQuiz();
		for (let e of B(d)?.querySelectorAll("pre, table") ?? []) e.setAttribute("tabindex", "0");
		B(f)?.focus({ preventScroll: !0 });
	});
	async function p(e) {
		await pg(t.panels.lab, e) && t.panels.reveal();
	}
	function m() {
		B(n).markRead(t.section.id), B(n).go(B(o)?.id ?? null);
	}
	function h() {
		B(n).topic = t.section.id, B(n).itemId = B(n).nextItem(null)?.id ?? null, B(n).view = "quiz";
	}
	var g = Wv(), _ = P(g), v = L(_, 2), y = P(v), b = L(y), x = (e) => {
		K(e, Nv());
	};
	J(b, (e) => {
		B(u) && e(x);
	}), T(v);
	var S = L(v, 2), C = I(S, !0);
	es(S, (e) => N(f, e), () => B(f));
	var ee = L(S, 2), te = I(ee, !0), ne = L(ee, 2), re = (e) => {
		var t = Pv();
		Y(L(F(t), 2), 17, () => B(s), (e) => e.id, (e, t) => {
			xv(e, {
				get learning() {
					return B(n);
				},
				get experiment() {
					return B(t);
				},
				ontry: p
			});
		}), Le(2), K(e, t);
	};
	J(ne, (e) => {
		B(s).length && e(re);
	});
	var ie = L(ne, 2);
	Da(ie, () => t.section.html, !0), T(ie), es(ie, (e) => N(d, e), () => B(d));
	var ae = L(ie, 2), oe = (e) => {
		var r = Rv(), i = L(F(r), 2);
		Y(i, 21, () => t.section.see, (e) => e.line, (e, r) => {
			let i = /* @__PURE__ */ A(() => dg(B(r).line));
			var a = Lv(), o = P(a), s = I(P(o), !0);
			T(o);
			var c = L(o, 2), l = P(c), u = (e) => {
				K(e, Fv());
			}, d = /* @__PURE__ */ A(() => B(i) && B(n).isLocked(B(i), t.section)), f = (e) => {
				var t = Iv();
				W("click", t, () => p(B(i))), K(e, t);
			};
			J(l, (e) => {
				B(d) ? e(u) : B(i) && e(f, 1);
			}), o_(L(l, 2), {
				get text() {
					return B(r).line;
				},
				label: "Copy"
			}), T(c), T(a), R(() => q(s, B(r).line)), K(e, a);
		}), T(i), K(e, r);
	};
	J(ae, (e) => {
		t.section.see.length && e(oe);
	});
	var se = L(ae, 2), ce = (e) => {
		var t = zv();
		Y(L(F(t), 2), 17, () => B(c), (e) => e.id, (e, t) => {
			b_(e, {
				get learning() {
					return B(n);
				},
				get prompt() {
					return B(t);
				}
			});
		}), K(e, t);
	};
	J(se, (e) => {
		B(c).length && e(ce);
	});
	var le = L(se, 2), ue = (e) => {
		var t = Bv(), n = P(t), r = I(n);
		T(t), R(() => q(r, `${B(l) ?? ""} quiz question${B(l) === 1 ? "" : "s"} on this section`)), W("click", n, h), K(e, t);
	};
	J(le, (e) => {
		B(l) && e(ue);
	});
	var de = L(le, 2), fe = P(de), pe = (e) => {
		var r = Vv();
		W("click", r, () => B(n).markRead(t.section.id, !1)), K(e, r);
	}, me = (e) => {
		var r = Hv();
		W("click", r, () => B(n).markRead(t.section.id)), K(e, r);
	};
	J(fe, (e) => {
		B(u) ? e(pe) : B(o) && e(me, 1);
	});
	var he = L(fe, 2), ge = (e) => {
		var t = Uv(), r = I(t);
		R(() => q(r, `← ${B(a).title ?? ""}`)), W("click", t, () => B(n).go(B(a).id)), K(e, t);
	};
	J(he, (e) => {
		B(a) && e(ge);
	});
	var _e = L(he, 2), ve = I(_e, !0);
	T(de), T(g), R(() => {
		q(y, `Section ${B(i) + 1} of ${B(r).length ?? ""} · ${t.section.minutes ?? ""} min`), q(C, t.section.title), q(te, t.section.summary), q(ve, B(o) ? `${B(o).title} →` : "Finish the lesson");
	}), W("click", _, () => B(n).go(null)), W("click", _e, m), K(e, g), k();
}
var Nv, Pv, Fv, Iv, Lv, Rv, zv, Bv, Vv, Hv, Uv, Wv, Gv = t((() => {
	Q(), Z(), xs(), l_(), Av(), T_(), xg(), jv(), Nv = /* @__PURE__ */ G("<span class=\"tick\">· ✓ read</span>"), Pv = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">Predict first</h3> <!> <h3 class=\"svelte-17l514s\">Then read</h3>", 1), Fv = /* @__PURE__ */ G("<span class=\"locked svelte-17l514s\">In the lab after your prediction above</span>"), Iv = /* @__PURE__ */ G("<button class=\"button\">Try it in the lab</button>"), Lv = /* @__PURE__ */ G("<li class=\"svelte-17l514s\"><p><code class=\"svelte-17l514s\"> </code></p> <div class=\"actions\"><!> <!></div></li>"), Rv = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">See it</h3> <ul class=\"see svelte-17l514s\"></ul>", 1), zv = /* @__PURE__ */ G("<h3 class=\"svelte-17l514s\">In your own words</h3> <!>", 1), Bv = /* @__PURE__ */ G("<p class=\"quiz svelte-17l514s\"><button class=\"button\"> </button></p>"), Vv = /* @__PURE__ */ G("<button class=\"button quiet\">Mark as unread</button>"), Hv = /* @__PURE__ */ G("<button class=\"button\">Mark as read</button>"), Uv = /* @__PURE__ */ G("<button class=\"button\"> </button>"), Wv = /* @__PURE__ */ G("<article><button class=\"button quiet back svelte-17l514s\">← All sections</button> <p class=\"eyebrow\"> <!></p> <h2 tabindex=\"-1\" class=\"svelte-17l514s\"> </h2> <p class=\"summary svelte-17l514s\"> </p> <!>  <div class=\"prose\"></div> <!> <!> <!> <footer class=\"svelte-17l514s\"><!> <!> <button class=\"button main svelte-17l514s\"> </button></footer></article>"), bi(["click"]);
})), Kv = t((() => {})), qv = t((() => {})), Jv = /* @__PURE__ */ n({ default: () => Yv });
function Yv(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.learning), r = [
		{
			value: "lesson",
			text: "Lesson"
		},
		{
			value: "quiz",
			text: "Quiz"
		},
		{
			value: "words",
			text: "Your words"
		},
		{
			value: "progress",
			text: "Progress"
		}
	];
	ys(() => void B(n).load());
	var i = $v(), a = F(i);
	Qd(P(a), {
		label: "Part of the lesson",
		showLabel: !1,
		get choices() {
			return r;
		},
		get value() {
			return B(n).view;
		},
		set value(e) {
			B(n).view = e;
		}
	}), T(a);
	var o = L(a, 2), s = (e) => {
		var n = Xv(), r = I(n, !0);
		R(() => q(r, t.panels.progress.notice)), K(e, n);
	};
	J(o, (e) => {
		t.panels.progress.notice && e(s);
	});
	var c = L(o, 2), l = (e) => {
		var t = Zv(), r = P(t), i = L(r);
		T(t), R(() => q(r, `${B(n).error ?? ""} `)), W("click", i, () => B(n).load()), K(e, t);
	};
	J(c, (e) => {
		B(n).error && e(l);
	});
	var u = L(c, 2), d = (e) => {
		var r = Ii(), i = F(r), a = (e) => {
			mv(e, { get learning() {
				return B(n);
			} });
		}, o = (e) => {
			D_(e, { get learning() {
				return B(n);
			} });
		}, s = (e) => {
			P_(e, { get learning() {
				return B(n);
			} });
		}, c = (e) => {
			var r = Ii();
			pa(F(r), () => B(n).section.id, (e) => {
				Mv(e, {
					get panels() {
						return t.panels;
					},
					get section() {
						return B(n).section;
					}
				});
			}), K(e, r);
		}, l = (e) => {
			Ig(e, { get learning() {
				return B(n);
			} });
		};
		J(i, (e) => {
			B(n).view === "quiz" ? e(a) : B(n).view === "words" ? e(o, 1) : B(n).view === "progress" ? e(s, 2) : B(n).section ? e(c, 3) : e(l, -1);
		}), K(e, r);
	}, f = (e) => {
		K(e, Qv());
	};
	J(u, (e) => {
		B(n).lesson ? e(d) : B(n).error || e(f, 1);
	}), K(e, i), k();
}
var Xv, Zv, Qv, $v, ey = t((() => {
	Q(), Z(), xs(), tf(), Vg(), A_(), V_(), yv(), Gv(), Kv(), qv(), Xv = /* @__PURE__ */ G("<p class=\"notice svelte-1tgaavk\" role=\"status\"> </p>"), Zv = /* @__PURE__ */ G("<p class=\"notice bad svelte-1tgaavk\" role=\"alert\"> <button class=\"button quiet\">Try again</button></p>"), Qv = /* @__PURE__ */ G("<p class=\"soft svelte-1tgaavk\">Opening the lesson…</p>"), $v = /* @__PURE__ */ G("<div class=\"views svelte-1tgaavk\"><!></div> <!> <!> <!>", 1), bi(["click"]);
}));
// src/panels/data/upload.ts
async function ty(e, t) {
	if (e.size > ay) throw new Ms(oy, 413);
	if (e.size === 0) throw new Ms("There is nothing in it: give a header and rows of numbers.", 400);
	return Bs(`upload?name=${encodeURIComponent(t.slice(0, 80))}`, e);
}
async function ny(e, t) {
	let n = Ns(e).replace("with --drop-missing", "by the box below"), r = e instanceof Ms ? e.row ?? ry(n) : void 0;
	return r === void 0 || t === null || t.size > sy ? {
		message: n,
		row: r
	} : {
		message: n,
		row: r,
		line: iy(await t.text(), r)?.text.slice(0, 200)
	};
}
function ry(e) {
	let t = Number(/\bline (\d+)\b/.exec(e)?.[1]);
	return t >= 1 ? t - 1 : void 0;
}
function iy(e, t) {
	let n = 0;
	for (let r = 0; n <= e.length; r++) {
		let i = e.indexOf("\n", n), a = i < 0 ? e.length : i;
		if (r === t) return {
			text: e.slice(n, a).replace(/\r$/, ""),
			start: n,
			end: a
		};
		if (i < 0) return null;
		n = a + 1;
	}
	return null;
}
var ay, oy, sy, cy = t((() => {
	Hs(), ay = 50 * 2 ** 20, oy = "The file is larger than 50 MB, the most that a page may send: start `downslope lab FILE --target Y` instead, which reads files of any size.", sy = 5 * 2 ** 20;
})), ly = t((() => {}));
// src/panels/data/Bring.svelte
function uy(e, t) {
	let n = Li();
	O(t, !0);
	let r = fs(t, "bringing", 7), i = /* @__PURE__ */ M(!1), a = /* @__PURE__ */ M(void 0), o = /* @__PURE__ */ M(void 0);
	function s(e) {
		e && r().bring(e, e.name), B(a) && (B(a).value = "");
	}
	function c(e) {
		e.preventDefault(), N(i, !1), s(e.dataTransfer?.files[0]);
	}
	async function l() {
		if (r().text.trim() === "") {
			r().trouble = { message: "There is nothing in the box: paste a header and rows of numbers." };
			return;
		}
		await r().paste();
		let { trouble: e } = r();
		if (e?.row === void 0) return;
		let t = iy(r().text, e.row);
		await Ur(), t && B(o) && (B(o).focus(), B(o).setSelectionRange(t.start, t.end));
	}
	var u = my(), d = P(u);
	let f;
	var p = L(P(d), 2), m = I(p, !0), h = L(p, 2);
	es(h, (e) => N(a, e), () => B(a)), Le(2), T(d);
	var g = L(d, 2), _ = L(g, 2);
	kt(_), X(_, "placeholder", "area,rooms,price\n70,3,210\n95,4,285\n120,5,340\n58,2,190"), es(_, (e) => N(o, e), () => B(o));
	var v = L(_, 2), y = P(v), b = L(y, 2), x = (e) => {
		var n = dy(), i = I(n);
		R(() => q(i, `Open ${t.lab.file.name ?? ""}`)), W("click", n, () => r().choose({ kind: "file" })), K(e, n);
	};
	J(b, (e) => {
		t.lab.file && t.lab.descriptor.kind !== "file" && e(x);
	}), T(v);
	var S = L(v, 2), C = (e) => {
		var t = py(), i = P(t), a = I(i, !0), o = L(i, 2), s = (e) => {
			var t = fy(), n = P(t), i = I(n), a = I(L(n), !0);
			T(t), R(() => {
				q(i, `row ${r().trouble.row ?? ""}`), q(a, r().trouble.line);
			}), K(e, t);
		};
		J(o, (e) => {
			r().trouble.line !== void 0 && e(s);
		}), T(t), Ga(t, () => (e) => e.scrollIntoView({ block: "nearest" })), R(() => {
			X(t, "id", `${n}-trouble`), q(a, r().trouble.message);
		}), K(e, t);
	};
	J(S, (e) => {
		r().trouble && e(C);
	}), T(u), R(() => {
		X(u, "aria-busy", r().busy), f = ro(d, 1, "drop svelte-dlwy8a", null, f, { over: B(i) }), p.disabled = r().busy, q(m, r().busy ? "Reading…" : "Choose a file"), X(g, "for", `${n}-text`), X(_, "id", `${n}-text`), X(_, "aria-describedby", r().trouble ? `${n}-trouble` : void 0), X(_, "aria-invalid", r().trouble !== null), y.disabled = r().busy;
	}), yi("dragover", d, (e) => {
		e.preventDefault(), N(i, !0);
	}), yi("dragleave", d, () => N(i, !1)), yi("drop", d, c), W("click", p, () => B(a)?.click()), W("change", h, () => s(B(a)?.files?.[0])), Ro(_, () => r().text, (e) => r().text = e), W("click", y, l), K(e, u), k();
}
var dy, fy, py, my, hy = t((() => {
	Q(), Z(), xs(), cy(), ly(), dy = /* @__PURE__ */ G("<button class=\"button\"> </button>"), fy = /* @__PURE__ */ G("<p class=\"line svelte-dlwy8a\"><span class=\"svelte-dlwy8a\"> </span><code class=\"svelte-dlwy8a\"> </code></p>"), py = /* @__PURE__ */ G("<div class=\"trouble svelte-dlwy8a\" role=\"alert\"><p> </p> <!></div>"), my = /* @__PURE__ */ G("<section class=\"svelte-dlwy8a\"><div><p>Drop a CSV here, or</p> <button class=\"button\"> </button> <input class=\"hidden-visually\" type=\"file\" accept=\".csv,.txt,.tsv,text/csv\" tabindex=\"-1\" aria-label=\"CSV file\"/> <p class=\"note svelte-dlwy8a\">Up to 50 MB. It goes to the server on this machine, and nowhere else.</p></div> <label class=\"svelte-dlwy8a\">or paste it here</label> <textarea rows=\"6\" spellcheck=\"false\" autocomplete=\"off\" class=\"svelte-dlwy8a\"></textarea> <div class=\"actions\"><button class=\"button main\">Open this text</button> <!></div> <!></section>"), bi(["click", "change"]);
})), gy = t((() => {}));
// src/panels/data/Columns.svelte
function _y(e, t) {
	let n = Li();
	O(t, !0);
	let r = /* @__PURE__ */ A(() => t.bringing.offered), i = /* @__PURE__ */ A(() => B(r)?.columns.filter((e) => e.kind === "number") ?? []), a = /* @__PURE__ */ A(() => t.bringing.table), o = /* @__PURE__ */ A(() => B(a) === t.lab.descriptor), s = /* @__PURE__ */ A(() => (B(o) ? t.lab.data?.target : B(a)?.target) ?? B(i).at(-1)?.name ?? ""), c = /* @__PURE__ */ A(() => B(i).map((e) => e.name).filter((e) => e !== B(s))), l = /* @__PURE__ */ A(() => (B(o) ? t.lab.data?.names : B(a)?.features) ?? B(c)), u = /* @__PURE__ */ A(() => B(a)?.drop_missing === !0), d = /* @__PURE__ */ M("");
	function f(e) {
		N(d, ""), B(a) && t.bringing.choose({
			...B(a),
			target: B(s),
			drop_missing: B(u),
			...e
		});
	}
	function p(e) {
		let t = B(l).filter((t) => t !== e);
		f({
			target: e,
			features: t.length ? t : void 0
		});
	}
	function m(e, t) {
		let n = B(c).filter((n) => n === e ? t.checked : B(l).includes(n));
		if (n.length === 0) N(d, "One feature has to stay.");
		else if (n.length > 50) N(d, "50 features are the most.");
		else return f({ features: n });
		t.checked = !t.checked;
	}
	var h = Ii(), g = F(h), _ = (e) => {
		var t = Ey(), a = P(t), o = I(a), c = L(a, 2), h = P(c), g = L(h, 2);
		Y(g, 21, () => B(i), (e) => e.name, (e, t) => {
			var n = vy(), r = I(n, !0), i = {};
			R(() => {
				q(r, B(t).name), i !== (i = B(t).name) && (n.value = (n.__value = i) ?? "");
			}), K(e, n);
		}), T(g);
		var _;
		po(g), T(c);
		var v = L(c, 2);
		Y(L(P(v), 2), 17, () => B(r).columns, (e) => e.name, (e, t) => {
			var n = Ii(), r = F(n), i = (e) => {
				var n = by(), r = P(n);
				vo(r);
				var i = L(r, 2), a = P(i, !0), o = L(a), s = (e) => {
					var n = yy(), r = I(n, !0);
					R(() => q(r, ` (${B(t).kind})`)), K(e, n);
				};
				J(o, (e) => {
					B(t).kind !== "number" && e(s);
				}), T(i), T(n), R((e) => {
					bo(r, e), r.disabled = B(t).kind !== "number", q(a, B(t).name);
				}, [() => B(l).includes(B(t).name)]), W("change", r, (e) => m(B(t).name, e.currentTarget)), K(e, n);
			};
			J(r, (e) => {
				B(t).name !== B(s) && e(i);
			}), K(e, n);
		}), T(v);
		var y = L(v, 2), b = (e) => {
			var t = xy(), n = I(t, !0);
			R(() => q(n, B(d))), K(e, t);
		};
		J(y, (e) => {
			B(d) && e(b);
		});
		var x = L(y, 2), S = P(x);
		vo(S), Le(2), T(x);
		var C = L(x, 2), ee = (e) => {
			var t = Ty(), n = P(t), i = P(n), a = P(i);
			Y(a, 21, () => B(r).columns, (e) => e.name, (e, t) => {
				var n = Sy(), r = I(n, !0);
				R(() => q(r, B(t).name)), K(e, n);
			}), T(a), T(i);
			var o = L(i);
			Y(o, 21, () => B(r).preview, _a, (e, t) => {
				var n = wy();
				Y(n, 21, () => B(t), _a, (e, t) => {
					var n = Cy(), r = I(n, !0);
					R(() => q(r, B(t) ?? "–")), K(e, n);
				}), T(n), K(e, n);
			}), T(o), T(n), T(t), K(e, t);
		};
		J(C, (e) => {
			B(r).preview.length && e(ee);
		}), T(t), R(() => {
			X(t, "aria-labelledby", `${n}-title`), X(a, "id", `${n}-title`), q(o, `Columns of ${B(r).name ?? ""}`), X(h, "for", `${n}-target`), X(g, "id", `${n}-target`), _ !== (_ = B(s)) && (g.value = (g.__value = _) ?? "", fo(g, _)), bo(S, B(u));
		}), W("change", g, (e) => p(e.currentTarget.value)), W("change", S, (e) => f({ drop_missing: e.currentTarget.checked })), K(e, t);
	};
	J(g, (e) => {
		B(r) && e(_);
	}), K(e, h), k();
}
var vy, yy, by, xy, Sy, Cy, wy, Ty, Ey, Dy = t((() => {
	Q(), Z(), gy(), vy = /* @__PURE__ */ G("<option> </option>"), yy = /* @__PURE__ */ G("<span class=\"soft svelte-13ow1ab\"> </span>"), by = /* @__PURE__ */ G("<label class=\"svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span> <!></span></label>"), xy = /* @__PURE__ */ G("<p class=\"bad svelte-13ow1ab\" role=\"alert\"> </p>"), Sy = /* @__PURE__ */ G("<th scope=\"col\" class=\"svelte-13ow1ab\"> </th>"), Cy = /* @__PURE__ */ G("<td class=\"svelte-13ow1ab\"> </td>"), wy = /* @__PURE__ */ G("<tr></tr>"), Ty = /* @__PURE__ */ G("<div class=\"preview svelte-13ow1ab\" tabindex=\"0\" role=\"region\" aria-label=\"The first rows\"><table class=\"svelte-13ow1ab\"><thead><tr></tr></thead><tbody></tbody></table></div>"), Ey = /* @__PURE__ */ G("<section class=\"svelte-13ow1ab\"><h3 class=\"svelte-13ow1ab\"> </h3> <p class=\"target svelte-13ow1ab\"><label class=\"svelte-13ow1ab\">Predict</label> <select></select></p> <fieldset class=\"svelte-13ow1ab\"><legend class=\"svelte-13ow1ab\">from</legend> <!></fieldset> <!> <label class=\"dropping svelte-13ow1ab\"><input type=\"checkbox\" class=\"svelte-13ow1ab\"/> <span>Leave out rows with missing values</span></label> <!></section>"), bi(["change"]);
})), Oy = t((() => {}));
// src/panels/data/Examples.svelte
function ky(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ M([]);
	ys(async () => {
		N(n, (await Ps()).data_sets);
	});
	let r = [
		[
			"well-posed",
			"Well posed",
			"All directions alike: descent is quick and right."
		],
		[
			"collinear",
			"Collinear",
			"Two columns tell the same: the weights are not to be known."
		],
		[
			"badly-scaled",
			"Badly scaled",
			"Columns of very different size: standardise, and it runs."
		],
		[
			"ill-conditioned",
			"Ill conditioned",
			"Powers of one x: the loss is done long before the weights."
		],
		[
			"large-n",
			"Large n",
			"Half a million rows: an epoch is what costs."
		],
		[
			"large-d",
			"Large d",
			"700 columns, of which the page shows 50."
		]
	], i = /* @__PURE__ */ A(() => [
		{
			data: rf,
			title: "The lesson’s line",
			text: "100 points of y = 3x + 2, with noise."
		},
		...r.map(([e, t, n]) => ({
			data: {
				kind: "case",
				case: e
			},
			title: t,
			text: n
		})),
		...B(n).map(({ name: e, about: t }) => ({
			data: {
				kind: "dataset",
				name: e
			},
			title: e,
			text: t
		}))
	]), a = (e) => e.kind === t.lab.descriptor.kind && (e.kind === "lesson" || e.kind === "case" && t.lab.descriptor.kind === "case" && e.case === t.lab.descriptor.case || e.kind === "dataset" && t.lab.descriptor.kind === "dataset" && e.name === t.lab.descriptor.name);
	var o = jy(), s = L(P(o), 2);
	Y(s, 21, () => B(i), ({ data: e, title: t, text: n }) => t, (e, n) => {
		let r = () => B(n).data, i = () => B(n).title, o = () => B(n).text;
		var s = Ay(), c = P(s), l = P(c), u = I(l, !0), d = I(L(l, 2), !0);
		T(c), T(s), R((e) => {
			X(c, "aria-pressed", e), q(u, i()), q(d, o());
		}, [() => a(r())]), W("click", c, () => t.lab.load(r(), { advisedRate: r().kind !== "lesson" })), K(e, s);
	}), T(s), T(o), K(e, o), k();
}
var Ay, jy, My = t((() => {
	Q(), Z(), xs(), Hs(), af(), Oy(), Ay = /* @__PURE__ */ G("<li class=\"svelte-1va0q3x\"><button class=\"svelte-1va0q3x\"><span class=\"title svelte-1va0q3x\"> </span> <span class=\"text svelte-1va0q3x\"> </span></button></li>"), jy = /* @__PURE__ */ G("<section aria-labelledby=\"examples\" class=\"svelte-1va0q3x\"><h3 id=\"examples\" class=\"svelte-1va0q3x\">Or data that come with it</h3> <ul class=\"svelte-1va0q3x\"></ul></section>"), bi(["click"]);
})), Ny = t((() => {}));
// src/panels/data/PointTable.svelte
function Py(e, t) {
	let n = Li();
	O(t, !0);
	let r = /* @__PURE__ */ A(() => t.panels.editor), i = /* @__PURE__ */ A(() => B(r).points), a = /* @__PURE__ */ A(() => B(i) ? [...B(i).names, B(i).target] : []), o = /* @__PURE__ */ M(Nn([])), s = /* @__PURE__ */ M(""), c = /* @__PURE__ */ M(void 0), l = (e, t) => B(i) ? B(i).columns[t]?.[e] ?? B(i).y[e] : NaN, u = (e, t) => String(Number(l(e, t).toPrecision(6))), d = (e) => e.trim() === "" ? NaN : Number(e.trim().replace("−", "-").replace(",", "."));
	function f(e, t, n) {
		let i = d(n.value);
		n.value !== u(e, t) && (yf(i) ? (B(r).set(e, t, i), N(s, "")) : N(s, `“${n.value.slice(0, 20)}” cannot be used: give a number up to ${Zs(vf)}. The old value stays.`), n.value = u(e, t));
	}
	function p() {
		let e = B(a).map((e, t) => d(B(o)[t] ?? ""));
		e.every(yf) ? (B(r).add(e), N(o, [], !0), N(s, "Added."), document.getElementById(`${n}-new-0`)?.focus()) : N(s, `Give a number for each of ${B(a).join(", ")}.`);
	}
	async function m(e) {
		B(r).remove(e), N(s, `Point ${e + 1} is deleted.`), await Ur();
		let t = B(c)?.querySelectorAll("button");
		t?.[Math.min(e, t.length - 1)]?.focus();
	}
	function h() {
		B(r).start(), t.panels.reveal();
	}
	var g = Uy(), _ = P(g), v = L(_, 2), y = (e) => {
		var t = Vy(), l = F(t), d = P(l), g = (e) => {
			var t = Fy();
			W("click", t, () => B(r).stop()), K(e, t);
		}, _ = (e) => {
			var t = Iy();
			W("click", t, h), K(e, t);
		};
		J(d, (e) => {
			B(r).active ? e(g) : B(i).names.length === 1 && e(_, 1);
		});
		var v = L(d, 2);
		T(l);
		var y = L(l, 2), b = I(y, !0), x = L(y, 2), S = I(x, !0), C = L(x, 2);
		Y(L(P(C), 2), 18, () => B(a), (e) => e, (e, t, r) => {
			var i = Ly();
			vo(i), R(() => {
				X(i, "id", `${n}-new-${B(r) ?? ""}`), X(i, "aria-label", `${t ?? ""} of a new point`), X(i, "placeholder", t), yo(i, B(o)[B(r)] ?? "");
			}), W("input", i, (e) => B(o)[B(r)] = e.currentTarget.value), K(e, i);
		}), Le(2), T(C);
		var ee = L(C, 2), te = (e) => {
			var t = zy();
			Y(t, 21, () => B(i).y, _a, (e, t, n) => {
				var o = Ry();
				let s;
				var c = P(o);
				c.textContent = n + 1;
				var l = L(c, 2);
				Y(l, 18, () => B(a), (e) => e, (e, t, i) => {
					var a = Ly();
					vo(a), R((e) => {
						X(a, "aria-label", `${t ?? ""} of point ${n + 1}`), yo(a, e);
					}, [() => u(n, B(i))]), W("change", a, (e) => f(n, B(i), e.currentTarget)), yi("focus", a, () => B(r).chosen = n), K(e, a);
				});
				var d = L(l, 2);
				X(d, "aria-label", `Delete point ${n + 1}`), T(o), R(() => {
					s = ro(o, 1, "row svelte-14nuoow", null, s, { chosen: B(r).chosen === n }), d.disabled = B(i).y.length <= 2;
				}), W("click", d, () => m(n)), K(e, o);
			}), T(t), es(t, (e) => N(c, e), () => B(c)), K(e, t);
		}, ne = (e) => {
			var t = By(), n = I(t);
			R((e) => q(n, `The list shows up to 200 points; these are ${e ?? ""}.`), [() => B(i).y.length.toLocaleString("en-US")]), K(e, t);
		};
		J(ee, (e) => {
			B(i).y.length <= 200 ? e(te) : e(ne, -1);
		}), R(() => {
			v.disabled = !B(r).canUndo, q(b, B(i).names.length === 1 ? "On the chart a click adds a point, a drag moves one, Delete takes it away." : "With several features, points are edited here."), q(S, B(s));
		}), W("click", v, () => B(r).undo()), yi("submit", C, (e) => {
			e.preventDefault(), p();
		}), K(e, t);
	}, b = (e) => {
		K(e, Hy());
	};
	J(v, (e) => {
		B(i) ? e(y) : e(b, -1);
	}), T(g), R(() => {
		X(g, "aria-labelledby", `${n}-title`), X(_, "id", `${n}-title`);
	}), K(e, g), k();
}
var Fy, Iy, Ly, Ry, zy, By, Vy, Hy, Uy, Wy = t((() => {
	Q(), Z(), xs(), sc(), bf(), Ny(), Fy = /* @__PURE__ */ G("<button class=\"button main\">Done on the chart</button>"), Iy = /* @__PURE__ */ G("<button class=\"button\">Edit them on the chart</button>"), Ly = /* @__PURE__ */ G("<input type=\"text\" inputmode=\"decimal\" autocomplete=\"off\" class=\"svelte-14nuoow\"/>"), Ry = /* @__PURE__ */ G("<li><span class=\"index svelte-14nuoow\"></span> <!> <button class=\"button quiet svelte-14nuoow\">✕</button></li>"), zy = /* @__PURE__ */ G("<ol aria-label=\"Points\" class=\"svelte-14nuoow\"></ol>"), By = /* @__PURE__ */ G("<p class=\"note svelte-14nuoow\"> </p>"), Vy = /* @__PURE__ */ G("<div class=\"actions\"><!> <button class=\"button\">Undo</button></div> <p class=\"note svelte-14nuoow\"> </p> <p class=\"said svelte-14nuoow\" role=\"status\"> </p> <form class=\"row new svelte-14nuoow\"><span class=\"index svelte-14nuoow\" aria-hidden=\"true\">+</span> <!> <button class=\"button svelte-14nuoow\" type=\"submit\">Add</button></form> <!>", 1), Hy = /* @__PURE__ */ G("<p class=\"note svelte-14nuoow\">Up to 5,000 rows can be edited by hand; these are more, or too large to be moved about.</p>"), Uy = /* @__PURE__ */ G("<section class=\"svelte-14nuoow\"><h3 class=\"svelte-14nuoow\">Points by hand</h3> <!></section>"), bi([
		"click",
		"input",
		"change"
	]);
}));
// src/panels/data/bringing.svelte.ts
function Gy(e) {
	let [t = ""] = e.split("\n", 1);
	return !t.includes("	") || e.includes("\"") ? e : e.split("\n").map((e) => e.split("	")).map((e) => e.map((e) => e.includes(",") ? `"${e}"` : e).join(",")).join("\n");
}
var Ky, qy, Jy, Yy = t((() => {
	Z(), Hs(), cy(), Ky = /* @__PURE__ */ new WeakMap(), qy = class e {
		lab;
		#e = /* @__PURE__ */ M("");
		get text() {
			return B(this.#e);
		}
		set text(e) {
			N(this.#e, e, !0);
		}
		#t = /* @__PURE__ */ M(!1);
		get busy() {
			return B(this.#t);
		}
		set busy(e) {
			N(this.#t, e, !0);
		}
		#n = /* @__PURE__ */ M(null);
		get trouble() {
			return B(this.#n);
		}
		set trouble(e) {
			N(this.#n, e);
		}
		#r = /* @__PURE__ */ M(null);
		get refused() {
			return B(this.#r);
		}
		set refused(e) {
			N(this.#r, e);
		}
		#i = /* @__PURE__ */ M(null);
		get refusedOn() {
			return B(this.#i);
		}
		set refusedOn(e) {
			N(this.#i, e);
		}
		content = null;
		#a = /* @__PURE__ */ M(null);
		get sent() {
			return B(this.#a);
		}
		set sent(e) {
			N(this.#a, e);
		}
		constructor(e) {
			this.lab = e;
		}
		static of(t) {
			let n = Ky.get(t) ?? new e(t);
			return Ky.set(t, n), n;
		}
		#o = /* @__PURE__ */ A(() => {
			let { descriptor: e } = this.lab;
			return this.refused && this.refusedOn === e ? this.refused : e.kind === "upload" || e.kind === "file" ? e : null;
		});
		get table() {
			return B(this.#o);
		}
		set table(e) {
			N(this.#o, e);
		}
		#s = /* @__PURE__ */ A(() => {
			let { file: e } = this.lab, t = this.table;
			return t?.kind === "upload" && t.id === this.sent?.id ? this.sent : t?.kind === "file" && e ? { ...Jy(e) } : null;
		});
		get offered() {
			return B(this.#s);
		}
		set offered(e) {
			N(this.#s, e);
		}
		async bring(e, t) {
			this.busy = !0, this.trouble = null, this.refused = null, this.content = e;
			try {
				let n = await ty(e, t);
				this.sent = n, await this.choose({
					kind: "upload",
					id: n.id,
					target: n.target
				});
			} catch (t) {
				this.trouble = await ny(t, e);
			} finally {
				this.busy = !1;
			}
		}
		paste() {
			return this.bring(new Blob([Gy(this.text)], { type: "text/csv" }), "pasted.csv");
		}
		async choose(e) {
			this.trouble = null;
			try {
				await Fs(e), this.refused = null;
			} catch (t) {
				return this.refused = e, this.refusedOn = this.lab.descriptor, this.trouble = await ny(t, e.kind === "upload" ? this.content : null), !1;
			}
			return this.lab.load(e, { advisedRate: !0 });
		}
	}, Jy = (e) => ({
		name: e.name,
		columns: e.columns,
		preview: []
	});
})), Xy = t((() => {})), Zy = /* @__PURE__ */ n({ default: () => Qy });
function Qy(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.lab), r = qy.of(t.panels.lab), i = /* @__PURE__ */ A(() => B(n).data);
	var a = tb(), o = L(F(a), 2), s = (e) => {
		var t = eb(), n = F(t), r = I(n), a = L(n, 2), o = (e) => {
			var t = $y(), n = I(t, !0);
			R(() => q(n, B(i).notice)), K(e, t);
		};
		J(a, (e) => {
			B(i).notice && e(o);
		}), R((e, t, n) => q(r, `In the lab now: ${B(i).source ?? ""}. ${e ?? ""} rows, ${t ?? ""} → ${B(i).target ?? ""}.
    ${n ?? ""}`), [
			() => B(i).n.toLocaleString("en-US"),
			() => B(i).names.join(", "),
			() => B(i).dropped ? `${B(i).dropped.toLocaleString("en-US")} ${B(i).dropped === 1 ? "row with missing values is" : "rows with missing values are"} left out.` : ""
		]), K(e, t);
	};
	J(o, (e) => {
		B(i) && e(s);
	});
	var c = L(o, 2);
	uy(c, {
		get lab() {
			return B(n);
		},
		get bringing() {
			return r;
		}
	});
	var l = L(c, 2);
	_y(l, {
		get lab() {
			return B(n);
		},
		get bringing() {
			return r;
		}
	});
	var u = L(l, 2);
	Py(u, { get panels() {
		return t.panels;
	} }), ky(L(u, 2), { get lab() {
		return B(n);
	} }), K(e, a), k();
}
var $y, eb, tb, nb = t((() => {
	Q(), Z(), hy(), Dy(), My(), Wy(), Yy(), Kv(), Xy(), $y = /* @__PURE__ */ G("<p class=\"about svelte-h469sp\"> </p>"), eb = /* @__PURE__ */ G("<p class=\"about svelte-h469sp\" role=\"status\"> </p> <!>", 1), tb = /* @__PURE__ */ G("<h2>Your data</h2> <!> <!> <!> <!> <!>", 1);
}));
// src/url.ts
function rb(e) {
	let t = new URLSearchParams();
	for (let [n, r] of Object.entries(ob(e.data))) t.set(n, r);
	for (let [n, r] of Object.entries(sb(e))) t.set(n, r);
	t.set("epoch", String(e.epoch)), e.axes && t.set("axes", e.axes.join(",")), t.set("residuals", e.residuals), t.set("closed", e.closedForm ? "1" : "0");
	for (let n of e.pins) t.append("pin", fb(n));
	return `#${t.toString().replaceAll("%2C", ",").replaceAll("%3B", ";").replaceAll("%3A", ":")}`;
}
function ib(e) {
	let t = new mb(new URLSearchParams(e.replace(/^#/, ""))), n = t.data(), r = {
		...t.run(),
		data: n ?? rf,
		epoch: t.number("epoch", sf.epoch, [0, of.epochs[1]], !0),
		axes: t.axes(),
		residuals: t.choice("residuals", ub, sf.residuals),
		closedForm: t.flag("closed", sf.closedForm),
		pins: t.pins()
	};
	return r.epoch > r.epochs && (r.epoch = r.epochs), {
		settings: r,
		namesData: n !== null,
		notices: t.notices
	};
}
function ab(e) {
	let t = new URLSearchParams(e).getAll("hide").join(",");
	return new Set(t.split(",").map((e) => e.trim().toLowerCase()).filter(Boolean));
}
function ob(e) {
	let t = { data: e.kind };
	if (e.kind === "lesson") for (let n of lb) t[n] = String(e[n]);
	else e.kind === "case" ? t.case = e.case : e.kind === "dataset" ? t.name = e.name : e.kind === "upload" || e.kind === "file" ? (e.kind === "upload" && (t.id = e.id), e.target && (t.target = e.target), e.drop_missing && (t.drop = "1")) : e.kind === "points" && e.y.length <= 300 && (t.names = e.names.join(","), t.target = e.target, t.columns = e.columns.map(pb).join(";"), t.y = pb(e.y));
	return e.features && (t.features = e.features.join(",")), t;
}
function sb(e) {
	let t = {
		lr: String(e.lr),
		epochs: String(e.epochs),
		rule: e.rule,
		loss: e.loss,
		standardize: e.standardize ? "1" : "0"
	};
	return e.start && (t.start = e.start.join(",")), t;
}
function cb(e) {
	if (e === null || e.trim() === "") return null;
	let t = e.split(",").map((e) => e.trim() === "" ? NaN : Number(e));
	return t.every(Number.isFinite) ? t : null;
}
var lb, ub, db, fb, pb, mb, hb, gb = t((() => {
	af(), vc(), Xf(), lf(), lb = [
		"n",
		"noise",
		"seed",
		"low",
		"high"
	], ub = [
		"none",
		"lines",
		"squares"
	], db = 51, fb = (e) => Object.entries(sb(e)).map(([e, t]) => `${e}:${t}`).join(";"), pb = (e) => e.map((e) => String(Number(e.toPrecision(9)))).join(","), mb = class e {
		fields;
		notices = [];
		constructor(e) {
			this.fields = e;
		}
		data() {
			let e = lb.some((e) => this.fields.has(e)), t = this.fields.get("data") ?? (e ? "lesson" : null);
			if (t === null) return null;
			let n = this.descriptor(t);
			if (n === null) return this.notices.push(`The link's data “${hb(t)}” cannot be opened: the lesson's are shown.`), null;
			let r = this.fields.get("features");
			return r ? {
				...n,
				features: r.split(",")
			} : n;
		}
		descriptor(e) {
			if (e === "lesson") return this.lesson();
			if (e === "case") return {
				kind: e,
				case: this.choice("case", nf, "collinear")
			};
			if (e === "dataset") {
				let t = this.fields.get("name") ?? "";
				return /^\w{1,40}$/.test(t) ? {
					kind: e,
					name: t
				} : null;
			}
			if (e === "file") return {
				kind: e,
				...this.table()
			};
			if (e === "upload") {
				let t = this.fields.get("id") ?? "";
				return /^[\w-]{1,64}$/.test(t) ? {
					kind: e,
					id: t,
					...this.table()
				} : null;
			}
			return e === "points" ? this.points() : null;
		}
		table() {
			let e = this.fields.get("target"), t = e ? { target: e } : {};
			return this.flag("drop", !1) ? {
				...t,
				drop_missing: !0
			} : t;
		}
		lesson() {
			let e = this.number("low", rf.low, of.range), t = this.number("high", rf.high, of.range);
			return t <= e && (t = e + 1, this.notices.push(`The x-range of the link is empty: it now goes from ${e} to ${t}.`)), {
				kind: "lesson",
				n: this.number("n", rf.n, of.n, !0),
				noise: this.number("noise", rf.noise, of.noise),
				seed: this.number("seed", rf.seed, of.seed, !0),
				low: e,
				high: t
			};
		}
		points() {
			let e = cb(this.fields.get("y")), t = (this.fields.get("columns") ?? "").split(";").map(cb), n = (this.fields.get("names") ?? "").split(",").map(hb);
			return e === null || e.length < 2 || e.length > of.points || t.length !== n.length || t.some((t) => t?.length !== e.length) ? null : {
				kind: "points",
				names: n,
				target: hb(this.fields.get("target") ?? "y"),
				columns: t,
				y: e
			};
		}
		run() {
			return {
				lr: this.number("lr", sf.lr, of.lr),
				epochs: this.number("epochs", sf.epochs, of.epochs, !0),
				rule: this.choice("rule", Object.keys(Yf), sf.rule),
				loss: this.choice("loss", _c, sf.loss),
				standardize: this.flag("standardize", sf.standardize),
				start: this.start()
			};
		}
		start() {
			let e = this.fields.get("start");
			if (e === null) return null;
			let t = cb(e), n = t !== null && t.length <= db && t.every((e) => Math.abs(e) <= 1e9);
			return n || this.notices.push(`start=${hb(e)} in the link are no weights: left out.`), n ? t : null;
		}
		axes() {
			let e = cb(this.fields.get("axes"));
			return e?.length === 2 && e[0] !== e[1] && e.every((e) => Number.isInteger(e) && e >= 0 && e < db) ? [e[0], e[1]] : null;
		}
		pins() {
			return this.fields.getAll("pin").slice(0, of.pins).map((t) => {
				let n = t.split(";").map((e) => e.split(":")), r = new e(new URLSearchParams(n.filter((e) => e.length === 2))), i = r.run();
				return this.notices.push(...r.notices.map((e) => `A pinned run: ${e}`)), i;
			});
		}
		number(e, t, n, r = !1) {
			let i = this.fields.get(e);
			if (i === null) return t;
			let a = i.trim() === "" ? NaN : Number(i);
			if (!Number.isFinite(a)) return this.notices.push(`${e}=${hb(i)} in the link is no number: ${t} is used.`), t;
			let o = Math.min(Math.max(r ? Math.round(a) : a, n[0]), n[1]);
			return o !== a && this.notices.push(`${e}=${hb(i)} in the link is out of reach: ${o} is used.`), o;
		}
		choice(e, t, n) {
			let r = this.fields.get(e);
			if (r === null) return n;
			let i = t.find((e) => e === r);
			return i === void 0 && this.notices.push(`${e}=${hb(r)} in the link is unknown: ${n} is used.`), i ?? n;
		}
		flag(e, t) {
			return this.choice(e, ["0", "1"], t ? "1" : "0") === "1";
		}
	}, hb = (e) => e.length > 40 ? `${e.slice(0, 40)}…` : e;
}));
// src/panels/share/links.ts
function _b(e, t, n) {
	let r = new URL(e);
	return r.search = n.length ? `?hide=${n.map(encodeURIComponent).join(",")}` : "", r.hash = t, r.href;
}
function vb(e) {
	return e.kind === "upload" ? "Your upload is not in the link: it opens until this server stops, and on this machine only." : e.kind === "file" ? "The file is not in the link: start the lab with the same file, and it opens there." : e.kind === "points" && e.y.length > 300 ? `A link has room for 300 points, and these are ${e.y.length}: send the data as a file.` : "";
}
var yb, bb = t((() => {
	gb(), yb = [
		{
			name: "rate",
			text: "Learning rate"
		},
		{
			name: "play",
			text: "Play and epochs"
		},
		{
			name: "epochs",
			text: "Number of epochs"
		},
		{
			name: "rule",
			text: "Update rule"
		},
		{
			name: "loss",
			text: "Loss convention"
		},
		{
			name: "standardize",
			text: "Standardise"
		},
		{
			name: "closed",
			text: "Closed form switch"
		},
		{
			name: "residuals",
			text: "Residuals switch"
		},
		{
			name: "start",
			text: "Moving the start"
		},
		{
			name: "data",
			text: "Data settings"
		},
		{
			name: "presets",
			text: "Presets"
		},
		{
			name: "verdict",
			text: "Verdict"
		},
		{
			name: "forecast",
			text: "Forecasts"
		},
		{
			name: "steps",
			text: "The five steps"
		},
		{
			name: "pins",
			text: "Pinned runs"
		},
		{
			name: "compare",
			text: "Comparisons"
		},
		{
			name: "reset",
			text: "Reset"
		},
		{
			name: "learn",
			text: "Learn"
		},
		{
			name: "your-data",
			text: "Your data"
		},
		{
			name: "share",
			text: "Share"
		}
	];
})), xb = t((() => {}));
// src/panels/share/ForTeachers.svelte
function Sb(e, t) {
	O(t, !0);
	let n = [], r = /* @__PURE__ */ M(Nn([])), i = /* @__PURE__ */ A(() => _b(location.href, t.hash, B(r)));
	var a = wb(), o = L(P(a), 4);
	Y(L(P(o), 2), 17, () => yb, ({ name: e, text: t }) => e, (e, t) => {
		let i = () => B(t).name, a = () => B(t).text;
		var o = Cb(), s = P(o);
		vo(s);
		var c, l = L(s);
		T(o), R(() => {
			c !== (c = i()) && (s.value = (s.__value = c) ?? ""), q(l, ` ${a() ?? ""}`);
		}), zo(n, [], s, () => (i(), B(r)), (e) => N(r, e)), K(e, o);
	}), T(o);
	var s = L(o, 2), c = P(s);
	o_(c, {
		get text() {
			return B(i);
		},
		label: "Copy the link for the class"
	});
	var l = L(c, 2);
	T(s);
	var u = L(s, 2);
	vo(u), T(a), R(() => {
		X(l, "href", B(i)), yo(u, B(i));
	}), yi("focus", u, (e) => e.currentTarget.select()), K(e, a), k();
}
var Cb, wb, Tb = t((() => {
	Q(), Z(), l_(), bb(), xb(), Cb = /* @__PURE__ */ G("<label class=\"svelte-vw3qpv\"><input type=\"checkbox\" class=\"svelte-vw3qpv\"/> </label>"), wb = /* @__PURE__ */ G("<section aria-labelledby=\"for-teachers\" class=\"svelte-vw3qpv\"><h3 id=\"for-teachers\" class=\"svelte-vw3qpv\">For teachers</h3> <p class=\"note svelte-vw3qpv\">A link to this very state that hides what a class should not see or touch yet. Tick what to hide.</p> <fieldset class=\"svelte-vw3qpv\"><legend class=\"hidden-visually\">Hide</legend> <!></fieldset> <div class=\"actions\"><!> <a class=\"button svelte-vw3qpv\" target=\"_blank\" rel=\"noopener\">Look at it</a></div> <input type=\"text\" readonly=\"\" aria-label=\"Link for the class\" class=\"svelte-vw3qpv\"/></section>");
})), Eb = t((() => {})), Db = /* @__PURE__ */ n({ default: () => Ob });
function Ob(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => t.panels.lab), r = /* @__PURE__ */ A(() => t.agreement.answer), i = /* @__PURE__ */ A(() => rb(B(n).settings())), a = /* @__PURE__ */ A(() => _b(location.href, B(i), [...B(n).hidden])), o = /* @__PURE__ */ A(() => vb(B(n).descriptor)), s = /* @__PURE__ */ M("");
	ys(() => void t.panels.learning.load());
	async function c(e) {
		N(s, "");
		try {
			j_(e, await Ds(B(n).descriptor), "text/csv");
		} catch (e) {
			N(s, Ns(e), !0);
		}
	}
	var l = Pb(), u = L(F(l), 4), d = (e) => {
		var n = jb(), i = F(n), a = P(i);
		o_(L(P(a), 2), { get text() {
			return B(r).python;
		} }), T(a);
		var o = L(a, 2), l = I(P(o), !0);
		T(o), T(i);
		var u = L(i, 2), d = P(u);
		o_(L(P(d), 2), { get text() {
			return B(r).command;
		} }), T(d);
		var f = L(d, 2), p = I(P(f), !0);
		T(f);
		var m = L(f, 2), h = (e) => {
			let t = /* @__PURE__ */ A(() => B(r).file);
			var n = Ab(), i = F(n), a = I(L(P(i)), !0);
			Le(), T(i);
			var o = L(i, 2), l = I(o), u = L(o, 2), d = (e) => {
				var t = kb(), n = I(t, !0);
				R(() => q(n, B(s))), K(e, t);
			};
			J(u, (e) => {
				B(s) && e(d);
			}), R(() => {
				q(a, B(t)), q(l, `Download ${B(t) ?? ""}`);
			}), W("click", o, () => c(B(t))), K(e, n);
		};
		J(m, (e) => {
			B(r).file && e(h);
		}), T(u);
		var g = L(u, 2), _ = L(P(g), 4), v = I(L(P(_), 2), !0);
		T(_);
		var y = L(_, 2);
		{
			let e = /* @__PURE__ */ A(() => t.panels.learning.lesson?.targets ?? []);
			d_(y, {
				get text() {
					return B(r).prompt;
				},
				get targets() {
					return B(e);
				}
			});
		}
		T(g), R(() => {
			q(l, B(r).python), q(p, B(r).command), q(v, B(r).prompt);
		}), K(e, n);
	}, f = (e) => {
		var n = Mb(), r = I(n, !0);
		R(() => q(r, t.agreement.error || "Python is making the same run…")), K(e, n);
	};
	J(u, (e) => {
		B(r) ? e(d) : e(f, -1);
	});
	var p = L(u, 2), m = P(p);
	o_(L(P(m), 2), {
		get text() {
			return B(a);
		},
		label: "Copy the link"
	}), T(m);
	var h = L(m, 4), g = (e) => {
		var t = Nb(), n = I(t, !0);
		R(() => q(n, B(o))), K(e, t);
	};
	J(h, (e) => {
		B(o) && e(g);
	});
	var _ = L(h, 2);
	vo(_), T(p), Sb(L(p, 2), { get hash() {
		return B(i);
	} }), R(() => yo(_, B(a))), yi("focus", _, (e) => e.currentTarget.select()), K(e, l), k();
}
var kb, Ab, jb, Mb, Nb, Pb, Fb = t((() => {
	Q(), Z(), xs(), Hs(), gb(), l_(), v_(), M_(), Tb(), bb(), Kv(), Eb(), kb = /* @__PURE__ */ G("<p class=\"bad svelte-3oeiyg\" role=\"alert\"> </p>"), Ab = /* @__PURE__ */ G("<p class=\"note svelte-3oeiyg\">Both expect the data as <code class=\"svelte-3oeiyg\"> </code> in the folder where you run them.</p> <button class=\"button\"> </button> <!>", 1), jb = /* @__PURE__ */ G("<section aria-labelledby=\"as-python\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-python\" class=\"svelte-3oeiyg\">As Python</h3> <!></div> <pre tabindex=\"0\" data-python=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre></section> <section aria-labelledby=\"as-command\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-command\" class=\"svelte-3oeiyg\">As a command</h3> <!></div> <pre tabindex=\"0\" data-command=\"\" class=\"svelte-3oeiyg\"><code class=\"svelte-3oeiyg\"> </code></pre> <!></section> <section aria-labelledby=\"in-an-ai\" class=\"svelte-3oeiyg\"><h3 id=\"in-an-ai\" class=\"svelte-3oeiyg\">Open in an AI</h3> <p class=\"note svelte-3oeiyg\">A prompt with the numbers of this run. It leaves this machine only when you open it there.</p> <details class=\"svelte-3oeiyg\"><summary class=\"svelte-3oeiyg\">Read the prompt</summary> <pre class=\"wrapped svelte-3oeiyg\" tabindex=\"0\" data-prompt-text=\"\"> </pre></details> <!></section>", 1), Mb = /* @__PURE__ */ G("<p class=\"about svelte-3oeiyg\" role=\"status\"> </p>"), Nb = /* @__PURE__ */ G("<p class=\"note strong svelte-3oeiyg\"> </p>"), Pb = /* @__PURE__ */ G("<h2>This run, elsewhere</h2> <p class=\"about svelte-3oeiyg\">All of these make the run that you see, to the last printed digit.</p> <!> <section aria-labelledby=\"as-link\" class=\"svelte-3oeiyg\"><div class=\"head svelte-3oeiyg\"><h3 id=\"as-link\" class=\"svelte-3oeiyg\">As a link</h3> <!></div> <p class=\"note svelte-3oeiyg\">Everything that you see is in it. It opens wherever <code class=\"svelte-3oeiyg\">downslope lab</code> runs on this port.</p> <!> <input type=\"text\" readonly=\"\" aria-label=\"Link to this page as it is\" class=\"svelte-3oeiyg\"/></section> <!>", 1), bi(["click"]);
}));
Q(), Z(), xs();
var Ib = /* @__PURE__ */ G("<p class=\"bad svelte-1033gwq\" role=\"alert\">This part of the page did not arrive: close it and open it again.</p>"), Lb = /* @__PURE__ */ G("<p class=\"soft svelte-1033gwq\">Opening…</p>"), Rb = /* @__PURE__ */ G("<div class=\"bar svelte-1033gwq\"><!> <button class=\"button quiet close svelte-1033gwq\" aria-label=\"Close\"><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\" class=\"svelte-1033gwq\"><path d=\"M3.5 3.5l9 9m0-9l-9 9\"></path></svg></button></div> <div class=\"body svelte-1033gwq\" role=\"tabpanel\" tabindex=\"-1\"><!></div>", 1), zb = /* @__PURE__ */ G("<aside id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></aside>"), Bb = /* @__PURE__ */ G("<dialog id=\"beside-the-lab\" aria-label=\"Beside the lab\" class=\"svelte-1033gwq\"><!></dialog>");
function Vb(e, t) {
	O(t, !0);
	let n = (e) => {
		var n = Rb(), r = F(n), i = P(r);
		Pg(i, {
			label: "Beside the lab",
			get tabs() {
				return t.panels.tabs;
			},
			get chosen() {
				return t.panels.tab;
			},
			onchoose: (e) => t.panels.show(e)
		});
		var o = L(i, 2);
		T(r);
		var s = L(r, 2);
		sa(P(s), () => c[t.panels.tab](), (e) => {
			K(e, Lb());
		}, (e, n) => {
			var r = /* @__PURE__ */ A(() => {
				var { default: e } = B(n);
				return { Panel: e };
			}), i = /* @__PURE__ */ A(() => B(r).Panel), a = Ii();
			Na(F(a), () => B(i), (e, n) => {
				n(e, {
					get panels() {
						return t.panels;
					},
					get agreement() {
						return t.agreement;
					}
				});
			}), K(e, a);
		}, (e) => {
			K(e, Ib());
		}), T(s), es(s, (e) => N(a, e), () => B(a)), R(() => {
			X(s, "id", `panel-${t.panels.tab ?? ""}`), X(s, "aria-labelledby", `tab-${t.panels.tab ?? ""}`);
		}), W("click", o, () => t.panels.close()), K(e, n);
	}, r = new jg(Tg), i = /* @__PURE__ */ M(void 0), a = /* @__PURE__ */ M(void 0);
	ys(() => {
		let e = () => t.panels.progress.refresh();
		return window.addEventListener("storage", e), () => window.removeEventListener("storage", e);
	}), or(() => {
		B(i) && !B(i).open && B(i).showModal();
	});
	let o = null;
	or(() => {
		let { open: e } = t.panels;
		e && o === !1 && Ur().then(() => document.getElementById(`tab-${t.panels.tab}`)?.focus()), o = e;
	}), or(() => {
		t.panels.tab, t.panels.learning.view, t.panels.learning.sectionId, B(a)?.scrollTo({ top: 0 });
	});
	function s(e) {
		e.key === "Escape" && !e.defaultPrevented && t.panels.close();
	}
	let c = {
		learn: () => Promise.resolve().then(() => (ey(), Jv)),
		data: () => Promise.resolve().then(() => (nb(), Zy)),
		share: () => Promise.resolve().then(() => (Fb(), Db))
	};
	var l = Ii(), u = F(l), d = (e) => {
		var a = Ii(), o = F(a), c = (e) => {
			var t = zb(), r = P(t);
			n(r), T(t), W("keydown", t, s), K(e, t);
		}, l = (e) => {
			var r = Bb(), a = P(r);
			n(a), T(r), es(r, (e) => N(i, e), () => B(i)), yi("close", r, () => t.panels.open && t.panels.close()), K(e, r);
		};
		J(o, (e) => {
			r.current ? e(c) : e(l, -1);
		}), K(e, a);
	};
	J(u, (e) => {
		t.panels.open && e(d);
	}), K(e, l), k();
}
bi(["click", "keydown"]), Q(), Z(), Es(), sc();
var Hb = /* @__PURE__ */ G("<span> </span>");
function Ub(e, t) {
	O(t, !0);
	let n = /* @__PURE__ */ A(() => {
		if (Ts.stopped) return {
			tone: "soft",
			text: "no server to ask"
		};
		if (t.agreement.error) return {
			tone: "bad",
			text: t.agreement.error
		};
		if (!t.agreement.answer) return {
			tone: "soft",
			text: "asking Python…"
		};
		let e = t.agreement.difference === 0 ? "to the last bit" : `within ${nc(t.agreement.difference, 2)}`;
		return t.agreement.agrees ? {
			tone: "good",
			text: `Python agrees ${e}`
		} : {
			tone: "bad",
			text: `Python differs by ${nc(t.agreement.difference, 2)}`
		};
	});
	var r = Hb(), i = I(r, !0);
	R(() => {
		ro(r, 1, Xa(B(n).tone), "svelte-5gzftm"), X(r, "data-agrees", t.agreement.agrees), q(i, B(n).text);
	}), K(e, r), k();
}
Q(), Z(), sc(), dm(), Xf(), lf();
var Wb = /* @__PURE__ */ G("<button class=\"button main svelte-1crwq8e\"> </button>"), Gb = /* @__PURE__ */ G("<dl class=\"svelte-1crwq8e\"><div><dt class=\"svelte-1crwq8e\">limit of the rate</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">best rate</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">condition number</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">to 1 % of the floor</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">to three digits</dt> <dd class=\"svelte-1crwq8e\"> </dd></div> <div><dt class=\"svelte-1crwq8e\">checked</dt> <dd class=\"svelte-1crwq8e\"><!></dd></div></dl>"), Kb = /* @__PURE__ */ G("<section aria-label=\"Verdict\"><div class=\"words svelte-1crwq8e\"><h2 class=\"svelte-1crwq8e\"> </h2> <p class=\"svelte-1crwq8e\"> </p></div> <!> <!> <!></section>");
function qb(e, t) {
	O(t, !0);
	let n = fs(t, "lab", 7), r = /* @__PURE__ */ A(() => n().diagnosis), i = /* @__PURE__ */ A(() => !B(r) || !n().spectrum ? null : mm(B(r), {
		names: n().weightNames,
		direction: Uf(n().spectrum.axes[B(r).culprit], n().weightNames),
		closedForm: n().closedFormWeights ?? [],
		epochs: n().epochs,
		standardize: n().standardize,
		rule: n().rule,
		mostEpochs: of.epochs[1]
	}));
	function a(e) {
		e.standardize !== void 0 && (n().standardize = e.standardize, n().spectrum && n().setRate(tm(n().spectrum, Yf[n().rule]))), e.lr !== void 0 && n().setRate(e.lr), e.epochs !== void 0 && n().setEpochs(e.epochs);
	}
	var o = Ii(), s = F(o), c = (e) => {
		var o = Kb(), s = P(o), c = P(s), l = I(c, !0), u = I(L(c, 2), !0);
		T(s);
		var d = L(s, 2), f = (e) => {
			let t = /* @__PURE__ */ A(() => B(i).fix);
			var n = Wb(), r = I(n, !0);
			R(() => q(r, B(t).text)), W("click", n, () => a(B(t))), K(e, n);
		};
		J(d, (e) => {
			B(i).fix && e(f);
		});
		var p = L(d, 2), m = (e) => {
			var n = Gb(), i = P(n), a = I(L(P(i), 2), !0);
			T(i);
			var o = L(i, 2), s = I(L(P(o), 2), !0);
			T(o);
			var c = L(o, 2), l = I(L(P(c), 2), !0);
			T(c);
			var u = L(c, 2), d = I(L(P(u), 2), !0);
			T(u);
			var f = L(u, 2), p = I(L(P(f), 2), !0);
			T(f);
			var m = L(f, 2), h = L(P(m), 2);
			Ub(P(h), { get agreement() {
				return t.agreement;
			} }), T(h), T(m), T(n), R((e, t, n, r, i) => {
				q(a, e), q(s, t), q(l, n), q(d, r), q(p, i);
			}, [
				() => pm(B(r).limit),
				() => pm(B(r).best),
				() => $(B(r).condition, 3),
				() => $s(B(r).forecast.loss),
				() => $s(B(r).forecast.toTolerance)
			]), K(e, n);
		}, h = /* @__PURE__ */ A(() => n().shows("forecast"));
		J(p, (e) => {
			B(h) && e(m);
		}), Cc(L(p, 2), {
			get text() {
				return `${B(i).headline ?? ""} ${B(i).reason ?? ""}`;
			},
			wait: 700
		}), T(o), R(() => {
			ro(o, 1, `verdict ${B(i).tone ?? ""}`, "svelte-1crwq8e"), q(l, B(i).headline), q(u, B(i).reason);
		}), K(e, o);
	};
	J(s, (e) => {
		B(r) && B(i) && e(c);
	}), K(e, o), k();
}
bi(["click"]), Z(), xs();
var Jb = 7, Yb = 12, Xb = 600;
function Zb(e) {
	or(() => {
		if (e.playing) return Kr(() => Qb(e));
	});
}
function Qb(e) {
	return matchMedia("(prefers-reduced-motion: reduce)").matches ? ex(e) : $b(e);
}
function $b(e) {
	let t = Math.max(Yb, e.epochs / Jb) / 1e3, n = e.epoch, r = performance.now(), i = requestAnimationFrame(function a(o) {
		n += Math.max(0, o - r) * t, r = o, tx(e, n), e.playing && (i = requestAnimationFrame(a));
	});
	return () => cancelAnimationFrame(i);
}
function ex(e) {
	let t = setInterval(() => tx(e, e.epoch + Math.ceil(e.epochs / 10)), Xb);
	return () => clearInterval(t);
}
function tx(e, t) {
	e.jump(Math.floor(t)), e.epoch >= e.epochs && (e.playing = !1);
}
Q(), Z(), xs(), Es(), gb();
var nx = /* @__PURE__ */ G("<button class=\"button\">Reset everything</button>"), rx = /* @__PURE__ */ G("<div><div class=\"page svelte-1n46o8q\"><!> <!> <div class=\"stage svelte-1n46o8q\"><section class=\"dock svelte-1n46o8q\" aria-label=\"Learning rate and epoch\"><!> <!></section> <section class=\"settings svelte-1n46o8q\" aria-label=\"Settings\"><!> <!> <!></section> <main class=\"svelte-1n46o8q\"><!> <div class=\"pictures svelte-1n46o8q\"><div class=\"half\"><!></div> <div class=\"half\"><!></div> <div class=\"whole svelte-1n46o8q\"><!></div> <div class=\"half\"><!></div> <div class=\"half\"><!></div></div> <!> <!></main></div></div> <!></div>");
function ix(e, t) {
	O(t, !0);
	let n = fs(t, "embedded", 3, !1), r = Kr(() => new qs(t.lab)), i = Kr(() => new Eg(t.lab, t.search)), a = /* @__PURE__ */ A(() => t.lab.opened && t.lab.data !== null), o = /* @__PURE__ */ M(!1);
	Kr(() => Zb(t.lab)), or(() => n() ? void 0 : Ts.watch()), or(() => {
		if (!B(a)) return;
		let e = requestAnimationFrame(() => setTimeout(() => N(o, !0)));
		return () => cancelAnimationFrame(e);
	}), or(() => {
		let e = t.lab.settings();
		if (!t.lab.opened || t.lab.playing || n()) return;
		let r = setTimeout(() => history.replaceState(null, "", rb(e)), 250);
		return () => clearTimeout(r);
	});
	function s() {
		!n() && location.hash !== rb(t.lab.settings()) && t.lab.open(location.hash);
	}
	var c = rx();
	yi("keydown", Kn, (e) => !n() && xh(e, t.lab)), yi("hashchange", Kn, s);
	let l;
	var u = P(c), d = P(u);
	kh(d, {
		get lab() {
			return t.lab;
		},
		children: (e, t) => {
			Bh(e, { get panels() {
				return i;
			} });
		},
		$$slots: { default: !0 }
	});
	var f = L(d, 2);
	Fh(f, { get lab() {
		return t.lab;
	} });
	var p = L(f, 2), m = P(p), h = P(m), g = (e) => {
		ch(e, { get lab() {
			return t.lab;
		} });
	}, _ = /* @__PURE__ */ A(() => t.lab.shows("rate"));
	J(h, (e) => {
		B(_) && e(g);
	});
	var v = L(h, 2), y = (e) => {
		yh(e, { get lab() {
			return t.lab;
		} });
	}, b = /* @__PURE__ */ A(() => t.lab.shows("play"));
	J(v, (e) => {
		B(b) && e(y);
	}), T(m);
	var x = L(m, 2), S = P(x);
	hh(S, { get lab() {
		return t.lab;
	} });
	var C = L(S, 2), ee = (e) => {
		oh(e, { get lab() {
			return t.lab;
		} });
	}, te = /* @__PURE__ */ A(() => t.lab.shows("data"));
	J(C, (e) => {
		B(te) && e(ee);
	});
	var ne = L(C, 2), re = (e) => {
		var n = nx();
		W("click", n, () => t.lab.reset()), K(e, n);
	}, ie = /* @__PURE__ */ A(() => t.lab.shows("reset"));
	J(ne, (e) => {
		B(ie) && e(re);
	}), T(x);
	var ae = L(x, 2), oe = P(ae), se = (e) => {
		qb(e, {
			get lab() {
				return t.lab;
			},
			get agreement() {
				return r;
			}
		});
	}, ce = /* @__PURE__ */ A(() => t.lab.shows("verdict"));
	J(oe, (e) => {
		B(ce) && e(se);
	});
	var le = L(oe, 2), ue = P(le);
	Vf(P(ue), {
		get lab() {
			return t.lab;
		},
		get editor() {
			return i.editor;
		}
	}), T(ue);
	var de = L(ue, 2);
	Xd(P(de), { get lab() {
		return t.lab;
	} }), T(de);
	var fe = L(de, 2);
	Ip(P(fe), { get lab() {
		return t.lab;
	} }), T(fe);
	var pe = L(fe, 2);
	Lp(P(pe), { get lab() {
		return t.lab;
	} }), T(pe);
	var me = L(pe, 2);
	Dp(P(me), { get lab() {
		return t.lab;
	} }), T(me), T(le);
	var he = L(le, 2), ge = (e) => {
		Lh(e, { get lab() {
			return t.lab;
		} });
	}, _e = /* @__PURE__ */ A(() => t.lab.shows("steps"));
	J(he, (e) => {
		B(_e) && e(ge);
	});
	var ve = L(he, 2), ye = (e) => {
		Xm(e, { get lab() {
			return t.lab;
		} });
	}, be = /* @__PURE__ */ A(() => B(o) && t.lab.shows("compare"));
	J(ve, (e) => {
		B(be) && e(ye);
	}), T(ae), T(p), T(u), Vb(L(u, 2), {
		get panels() {
			return i;
		},
		get agreement() {
			return r;
		}
	}), T(c), R(() => {
		l = ro(c, 1, "downslope-lab svelte-1n46o8q", null, l, { embedded: n() }), X(c, "data-lm-suppress-shortcuts", n() || void 0), X(c, "data-theme", Eh.chosen), X(c, "data-ready", B(a));
	}), W("keydown", c, (e) => n() && xh(e, t.lab)), K(e, c), k();
}
bi(["keydown", "click"]), Qp(), vc(), dm(), rp(), yp();
var ax = .95, ox = 10, sx = 3, cx = 10, lx = 100, ux = 1e10, dx = 1e-20, fx = .05;
function px(e, t, n, r, i, a) {
	let o = gc(e.problem, a), s = new mx(e, n, r, i, o), c = s.errorsLeft(), l = zp(e), u = vx(c.map((e, t) => yx(Math.abs(e), l[t]))), d = s.culprit();
	return {
		status: s.status,
		cause: hx(s, t),
		lr: r,
		limit: $p(e, n),
		best: em(e, n),
		advised: tm(e, n),
		growth: s.growth,
		forecast: s.forecast,
		condition: ap(e),
		startLoss: im(e, r, 0, o, n),
		finalLoss: im(e, r, i, o, n),
		minLoss: e.minLoss,
		noiseStd: op(e),
		culprit: d,
		kept: np(r * e.eigenvalues[d], n),
		worstWeight: u,
		worstError: c[u]
	};
}
var mx = class e {
	s;
	rule;
	lr;
	epochs;
	w0;
	growth;
	forecast;
	status;
	first;
	left;
	shares;
	constructor(e, t, n, r, i) {
		this.s = e, this.rule = t, this.lr = n, this.epochs = r, this.w0 = i, this.growth = lm(e, n, t), this.forecast = Rp(e, n, i, t), this.status = am(this.growth, this.forecast.toTolerance, r);
		let a = Bp(e, i), o = Array.from({ length: e.rank }, (e, t) => t);
		this.first = o.map((e) => Math.max(0, ...a.map((t) => Math.abs(t[e])))), this.shares = o.map((i) => Zf(t, n, e.eigenvalues[i], r)), this.left = o.map((e) => this.first[e] === 0 ? 0 : this.first[e] * Math.abs(this.shares[e]));
	}
	at(t) {
		return new e(this.s, this.rule, t, this.epochs, this.w0);
	}
	get steepestIsDone() {
		let e = this.left.findIndex((e) => e > 0);
		if (e < 0) return !0;
		let t = Math.min(this.first[e], Math.max(...this.left));
		return this.left[e] <= Math.max(1, .01 * t);
	}
	get isWithinNoise() {
		let e = sp(this.s, this.w0), t = this.shares.reduce((t, n, r) => t + (n * e[r]) ** 2, 0);
		return Math.sqrt(t) < fx * op(this.s);
	}
	errorsLeft() {
		let { s: e } = this, t = sp(e, this.w0), n = new Float64Array(e.problem.p);
		return this.shares.forEach((r, i) => {
			let a = t[i] / e.sigma[i] * r;
			e.axes[i].forEach((e, t) => n[t] += e === 0 ? 0 : e * a);
		}), hc(e.problem, n);
	}
	culprit() {
		return this.status !== "diverging" && this.left.some((e) => e > 0) ? vx(this.left) : vx(Array.from(this.s.eigenvalues.subarray(0, Math.max(this.s.rank, 1))).map((e) => np(this.lr * e, this.rule)));
	}
};
function hx(e, t) {
	let { s: n, rule: r } = e, i = ap(t) > ux;
	if (e.status === "diverging") return "lr_above_limit";
	if (e.status === "converged") return n.rank < n.sigma.length ? "collinear" : _x(n) ? "none" : "noise_floor";
	if (e.isWithinNoise) return i ? "collinear" : "noise_floor";
	if (e.lr >= ax * $p(n, r) && !e.steepestIsDone) return "lr_near_limit";
	let a = e.at(tm(n, r)), o = gx(e, a);
	return o > ox && (!e.steepestIsDone || a.status === "converged") ? "lr_too_small" : i ? "collinear" : ap(n) > (e.steepestIsDone ? cx : lx) ? "slow_direction" : o > sx ? "lr_too_small" : "none";
}
function gx(e, t) {
	if (t.lr <= e.lr) return 1;
	let n = t.lr / e.lr, r = e.forecast.toTolerance;
	return Number.isFinite(r) ? Math.min(n, r / Math.max(t.forecast.toTolerance, 1)) : n;
}
function _x(e) {
	return e.minLoss <= dx * e.problem.factor * lp(e.problem.y, e.problem.y);
}
function vx(e) {
	let t = 0;
	return e.forEach((n, r) => {
		(n > e[t] || Number.isNaN(e[t])) && (t = r);
	}), t;
}
var yx = (e, t) => {
	let n = e / t;
	return Number.isNaN(n) ? 0 : n;
};
Z(), Hs(), af(), vc(), dm(), Xf(), yp(), lf(), gb();
var bx = class {
	#e = /* @__PURE__ */ M(sf.data);
	get descriptor() {
		return B(this.#e);
	}
	set descriptor(e) {
		N(this.#e, e);
	}
	#t = /* @__PURE__ */ M(null);
	get data() {
		return B(this.#t);
	}
	set data(e) {
		N(this.#t, e);
	}
	#n = /* @__PURE__ */ M(null);
	get file() {
		return B(this.#n);
	}
	set file(e) {
		N(this.#n, e);
	}
	#r = /* @__PURE__ */ M("");
	get version() {
		return B(this.#r);
	}
	set version(e) {
		N(this.#r, e, !0);
	}
	#i = /* @__PURE__ */ M(!1);
	get loading() {
		return B(this.#i);
	}
	set loading(e) {
		N(this.#i, e, !0);
	}
	#a = /* @__PURE__ */ M(!1);
	get opened() {
		return B(this.#a);
	}
	set opened(e) {
		N(this.#a, e, !0);
	}
	#o = /* @__PURE__ */ M("");
	get error() {
		return B(this.#o);
	}
	set error(e) {
		N(this.#o, e, !0);
	}
	#s = /* @__PURE__ */ M([]);
	get notices() {
		return B(this.#s);
	}
	set notices(e) {
		N(this.#s, e);
	}
	hidden;
	#c = /* @__PURE__ */ M(Nn(sf.lr));
	get lr() {
		return B(this.#c);
	}
	set lr(e) {
		N(this.#c, e, !0);
	}
	#l = /* @__PURE__ */ M(Nn(sf.epochs));
	get epochs() {
		return B(this.#l);
	}
	set epochs(e) {
		N(this.#l, e, !0);
	}
	#u = /* @__PURE__ */ M(Nn(sf.rule));
	get rule() {
		return B(this.#u);
	}
	set rule(e) {
		N(this.#u, e, !0);
	}
	#d = /* @__PURE__ */ M(Nn(sf.loss));
	get loss() {
		return B(this.#d);
	}
	set loss(e) {
		N(this.#d, e, !0);
	}
	#f = /* @__PURE__ */ M(Nn(sf.standardize));
	get standardize() {
		return B(this.#f);
	}
	set standardize(e) {
		N(this.#f, e, !0);
	}
	#p = /* @__PURE__ */ M(null);
	get start() {
		return B(this.#p);
	}
	set start(e) {
		N(this.#p, e);
	}
	#m = /* @__PURE__ */ M(Nn(sf.epoch));
	get epoch() {
		return B(this.#m);
	}
	set epoch(e) {
		N(this.#m, e, !0);
	}
	#h = /* @__PURE__ */ M(!1);
	get playing() {
		return B(this.#h);
	}
	set playing(e) {
		N(this.#h, e, !0);
	}
	#g = /* @__PURE__ */ M(null);
	get axesChosen() {
		return B(this.#g);
	}
	set axesChosen(e) {
		N(this.#g, e);
	}
	#_ = /* @__PURE__ */ M(Nn(sf.residuals));
	get residuals() {
		return B(this.#_);
	}
	set residuals(e) {
		N(this.#_, e, !0);
	}
	#v = /* @__PURE__ */ M(Nn(sf.closedForm));
	get closedForm() {
		return B(this.#v);
	}
	set closedForm(e) {
		N(this.#v, e, !0);
	}
	#y = /* @__PURE__ */ M([]);
	get pins() {
		return B(this.#y);
	}
	set pins(e) {
		N(this.#y, e);
	}
	asked = 0;
	nextPin = 1;
	constructor(e = "") {
		this.hidden = ab(e);
	}
	#b = /* @__PURE__ */ A(() => this.data?.weight_names ?? ["x", "intercept"]);
	get weightNames() {
		return B(this.#b);
	}
	set weightNames(e) {
		N(this.#b, e);
	}
	#x = /* @__PURE__ */ A(() => this.start ?? this.data?.lr_start ?? [0, 0]);
	get startWeights() {
		return B(this.#x);
	}
	set startWeights(e) {
		N(this.#x, e);
	}
	#S = /* @__PURE__ */ A(() => this.data && lc(this.data.equivalent, this.data.n, this.loss));
	get own() {
		return B(this.#S);
	}
	set own(e) {
		N(this.#S, e);
	}
	#C = /* @__PURE__ */ A(() => this.own && ip(uc(this.own)));
	get standard() {
		return B(this.#C);
	}
	set standard(e) {
		N(this.#C, e);
	}
	#w = /* @__PURE__ */ A(() => this.own && ip(this.own));
	get bowl() {
		return B(this.#w);
	}
	set bowl(e) {
		N(this.#w, e);
	}
	#T = /* @__PURE__ */ A(() => this.standardize ? this.standard : this.bowl);
	get spectrum() {
		return B(this.#T);
	}
	set spectrum(e) {
		N(this.#T, e);
	}
	#E = /* @__PURE__ */ A(() => this.spectrum?.problem ?? null);
	get problem() {
		return B(this.#E);
	}
	set problem(e) {
		N(this.#E, e);
	}
	#D = /* @__PURE__ */ A(() => this.problem && Im(this.problem, this.lr, this.epochs, this.startWeights, this.rule));
	get run() {
		return B(this.#D);
	}
	set run(e) {
		N(this.#D, e);
	}
	#O = /* @__PURE__ */ A(() => this.spectrum && this.standard && px(this.spectrum, this.standard, Yf[this.rule], this.lr, this.epochs, this.startWeights));
	get diagnosis() {
		return B(this.#O);
	}
	set diagnosis(e) {
		N(this.#O, e);
	}
	#k = /* @__PURE__ */ A(() => this.bowl ? Array.from(this.bowl.optimum) : null);
	get closedFormWeights() {
		return B(this.#k);
	}
	set closedFormWeights(e) {
		N(this.#k, e);
	}
	#A = /* @__PURE__ */ A(() => this.run ? Lm(this.run, Math.min(this.epoch, this.run.epochs)) : null);
	get weights() {
		return B(this.#A);
	}
	set weights(e) {
		N(this.#A, e);
	}
	#j = /* @__PURE__ */ A(() => this.run ? this.run.losses[Math.min(this.epoch, this.run.epochs)] : NaN);
	get currentLoss() {
		return B(this.#j);
	}
	set currentLoss(e) {
		N(this.#j, e);
	}
	#M = /* @__PURE__ */ A(() => {
		let e = this.weightNames.length, t = this.axesChosen;
		return t && t[0] < e && t[1] < e ? t : [0, e - 1];
	});
	get axes() {
		return B(this.#M);
	}
	set axes(e) {
		N(this.#M, e);
	}
	shows(e) {
		return !this.hidden.has(e);
	}
	setRate(e) {
		Number.isFinite(e) && e > 0 && (this.lr = cf(e, of.lr));
	}
	setEpochs(e) {
		let t = this.epoch >= this.epochs;
		this.epochs = cf(Math.round(e), of.epochs), this.epoch = t ? this.epochs : Math.min(this.epoch, this.epochs);
	}
	jump(e) {
		this.epoch = cf(Math.round(e), [0, this.epochs]);
	}
	step(e) {
		this.playing = !1, this.jump(this.epoch + e);
	}
	togglePlay() {
		!this.playing && this.epoch >= this.epochs && (this.epoch = 0), this.playing = !this.playing;
	}
	rewind() {
		this.playing = !1, this.epoch = 0;
	}
	setStart(e) {
		this.start = e?.every(Number.isFinite) ? e : null;
	}
	async reset() {
		this.apply({
			...sf,
			data: this.file ? { kind: "file" } : rf
		}), this.notices = [], await this.load(this.descriptor);
	}
	pin() {
		!this.run || this.pins.length >= of.pins || (this.pins = [...this.pins, this.pinned(this.runSettings(), this.run)]);
	}
	unpin(e) {
		this.pins = this.pins.filter((t) => t.id !== e);
	}
	recall(e) {
		this.applyRun(e), this.epoch = Math.min(this.epoch, this.epochs);
	}
	async load(e, t = {}) {
		let n = ++this.asked;
		this.loading = !0, this.error = "";
		try {
			let r = await Fs(e);
			return n === this.asked && (this.take(e, r), t.advisedRate && this.spectrum && this.setRate(nm(this.spectrum, Yf[this.rule])), !0);
		} catch (e) {
			return n === this.asked && (this.error = xx(e)), !1;
		} finally {
			n === this.asked && (this.loading = !1);
		}
	}
	take(e, t) {
		let n = this.data !== null && JSON.stringify(e) !== JSON.stringify(this.descriptor), r = this.data?.weight_names.length;
		this.descriptor = e, this.data = t, r !== void 0 && r !== t.weight_names.length && (this.axesChosen = null), this.start?.length !== t.weight_names.length && (this.start = null), n && (this.pins = this.pins.map((e) => ({
			...e,
			onOtherData: !0
		})));
	}
	async open(e) {
		let { settings: t, namesData: n, notices: r } = ib(e);
		this.notices = r, this.apply(t);
		try {
			let e = await Ps();
			this.version = e.version, this.file = e.file;
			let r = e.data.kind === "lesson" ? {
				...rf,
				...e.data
			} : e.data, i = n ? t.data : r;
			!await this.load(i, { advisedRate: !n && r.kind === "file" }) && i !== r && (this.notices = [...this.notices, `${Sx(this.error)} The opening data are shown instead.`], await this.load(r)), this.restorePins(t.pins);
		} catch (e) {
			this.error = xx(e);
		} finally {
			this.opened = !0;
		}
	}
	runSettings() {
		let { lr: e, epochs: t, rule: n, loss: r, standardize: i, start: a } = this;
		return {
			lr: e,
			epochs: t,
			rule: n,
			loss: r,
			standardize: i,
			start: a
		};
	}
	settings() {
		return {
			...this.runSettings(),
			data: this.descriptor,
			epoch: this.epoch,
			axes: this.axesChosen,
			residuals: this.residuals,
			closedForm: this.closedForm,
			pins: this.pins.filter((e) => !e.onOtherData)
		};
	}
	apply(e) {
		this.applyRun(e), this.descriptor = e.data, this.epoch = e.epoch, this.axesChosen = e.axes, this.residuals = e.residuals, this.closedForm = e.closedForm, this.playing = !1, this.pins = [];
	}
	applyRun(e) {
		this.lr = e.lr, this.epochs = e.epochs, this.rule = e.rule, this.loss = e.loss, this.standardize = e.standardize, this.start = e.start;
	}
	restorePins(e) {
		let { data: t } = this;
		if (t) for (let n of e) this.pins = [...this.pins, this.pinned(n, Bm(t, n))];
	}
	pinned(e, t) {
		let n = new Set(this.pins.map((e) => e.colour)), r = Array.from({ length: of.pins }, (e, t) => t).find((e) => !n.has(e)) ?? 0;
		return {
			...e,
			start: e.start && [...e.start],
			id: this.nextPin++,
			colour: r,
			run: t,
			onOtherData: !1
		};
	}
}, xx = (e) => e instanceof Ms ? e.message : `Something went wrong: ${String(e)}`, Sx = (e) => /[.!?]$/.test(e) ? e : `${e}.`;
xs(), Hs();
var Cx = "?hide=learn,your-data,share,presets", wx = { render({ model: e, el: t }) {
	let n = /* @__PURE__ */ new Map(), r = (e) => {
		n.get(e.id)?.(e), n.delete(e.id);
	};
	e.on("msg:custom", r), ks(Tx(e, n));
	let i = new bx(Cx);
	i.open("");
	let a = Ki(ix, {
		target: t,
		props: {
			lab: i,
			search: Cx,
			embedded: !0
		}
	});
	return () => {
		e.off("msg:custom", r), Ji(a);
	};
} };
function Tx(e, t) {
	return async (n, r) => {
		let i = crypto.randomUUID(), a = typeof r.body == "string" ? JSON.parse(r.body) : {}, o = new Promise((e, n) => {
			t.set(i, e), r.signal?.addEventListener("abort", () => {
				t.delete(i), n(new DOMException("no longer wanted", "AbortError"));
			});
		});
		e.send({
			id: i,
			where: n.replace(/^api\//, ""),
			question: a
		});
		let { status: s, answer: c } = await o;
		return new Response(JSON.stringify(c), { status: s });
	};
}
export { wx as default };
